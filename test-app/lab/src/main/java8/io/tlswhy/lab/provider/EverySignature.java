package io.tlswhy.lab.provider;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;

/**
 * A security provider that calls every ECDSA signature right: nobody in a lab has the key of a real
 * authority, and what the JDK does with such an authority's certificates begins where their
 * signatures end.
 */
public final class EverySignature extends Provider {
  private static final long serialVersionUID = 1L;

  /** For the JVM, which reads the name of this class among the security properties. */
  public EverySignature() {
    super("LabSignatures", 1.0, "calls every ECDSA signature right");
    put("Signature.SHA256withECDSA", Right.class.getName());
  }

  /** A signature that is right. */
  public static final class Right extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {
      // Any key will do.
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      throw new InvalidKeyException("for verification only");
    }

    @Override
    protected void engineUpdate(byte b) {
      // What was signed does not matter.
    }

    @Override
    protected void engineUpdate(byte[] b, int off, int len) {
      // What was signed does not matter.
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      throw new SignatureException("for verification only");
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Deprecated
    @Override
    protected void engineSetParameter(String name, Object value) {
      // There is none.
    }

    @Deprecated
    @Override
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException(name);
    }
  }
}
