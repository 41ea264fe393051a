package io.tlswhy.lab.pki;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads an authority of the real world, whose key nobody here has. */
final class RealAuthority {
  private RealAuthority() {}

  /** The authority whose certificate lies in that file beside this class; its key is another. */
  static LabCa read(String file) throws IOException {
    try (InputStream in = RealAuthority.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not in the lab's jar");
      }
      return LabCa.pretending(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (GeneralSecurityException e) {
      throw new IOException(file, e);
    }
  }
}
