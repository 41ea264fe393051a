package io.tlswhy.fuzz;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Well-formed inputs to start from, made anew by the lab's CA: no binary file is kept for them. */
final class Seeds {
  private final LabCa root = LabCa.root("Fuzz Root");
  private final LabCa authority =
      root.authority(CertificateSpec.authority("Fuzz CA").crl("http://crl.ca.test/root.crl"));
  private final Identity peer =
      authority.issue(
          CertificateSpec.server("partner.test")
              .crl("http://crl.ca.test/ca.crl")
              .ocsp("http://ocsp.ca.test/"));

  /** The seeds of that target. */
  List<byte[]> of(String target) {
    try {
      switch (target) {
        case "explain":
          return Logs.samples();
        case "extensions":
          return extensions();
        case "pointers":
          return pointers();
        case "chain":
          return chains();
        case "ocsp":
          return ocsp();
        case "crl":
          return crls();
        case "passing":
          return crls().stream().map(crl -> Octets.join(one(crl.length % 7), crl)).toList();
        case "issuer":
          return issuers();
        case "http":
          return replies();
        case "dns":
          return dns();
        case "tls":
          return flights();
        case "pac":
          return List.of(
              text(
                  "\1// PAC\nfunction FindProxyForURL(url, host) { /* \"PROXY a:1\" */\n"
                      + "return \"PROXY proxy.test:3128; SOCKS s:1; DIRECT\" + 'PROXY [::1]:80'; }"),
              text("\0http://user:secret@proxy.test:3128/"));
        case "dates":
          return List.of(
              ocspAnswer(OcspSpec.of(authority)),
              ocspAnswer(OcspSpec.of(authority).stale(Duration.ofDays(3))));
        case "ldap":
          return ldap();
        case "socks":
          return List.of(new byte[] {5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 80}, new byte[] {5, -1});
        case "options":
          return FileSeeds.options();
        case "files":
          return files();
        case "stores":
          return FileSeeds.stores(authority.certificate());
        case "security":
          return FileSeeds.security();
        case "settings":
          return FileSeeds.settings();
        case "resolv":
          return FileSeeds.resolv();
        default:
          throw new IllegalArgumentException("no such target: " + target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] one(int octet) {
    return new byte[] {(byte) octet};
  }

  private List<byte[]> extensions() {
    List<byte[]> seeds = new ArrayList<>();
    String[] oids = {
      "2.5.29.31", "1.3.6.1.5.5.7.1.1", "2.5.29.35", "2.5.29.14", "2.5.29.17", "2.5.29.30"
    };
    X509Certificate constrained =
        root.issue(CertificateSpec.server("partner.test").permitting("example.test")).certificate();
    for (int reader = 0; reader < oids.length; reader++) {
      for (X509Certificate certificate : List.of(peer.certificate(), constrained)) {
        byte[] value = certificate.getExtensionValue(oids[reader]);
        if (value != null) {
          byte[] content = org.bouncycastle.asn1.ASN1OctetString.getInstance(value).getOctets();
          seeds.add(Octets.join(one(reader), content));
        }
      }
    }
    seeds.add(Octets.join(one(6), ocspAnswer(OcspSpec.of(authority))));
    seeds.add(Octets.join(one(6), ocspAnswer(OcspSpec.of(authority).error(3))));
    seeds.add(Octets.join(one(7), new byte[] {(byte) 0xa1, 2, 5, 0}));
    seeds.add(Octets.join(one(8), peer.certificate().getSubjectX500Principal().getEncoded()));
    seeds.add(one(9));
    return seeds;
  }

  private List<byte[]> pointers() {
    return List.of(
        peer.certificate().getExtensionValue("2.5.29.31"),
        peer.certificate().getExtensionValue("1.3.6.1.5.5.7.1.1"));
  }

  private List<byte[]> chains() {
    byte[] anchor = der(root.certificate());
    byte[] between = der(authority.certificate());
    byte[] own = der(peer.certificate());
    byte[] expired =
        der(
            authority
                .issue(CertificateSpec.server("partner.test").expired(Duration.ofDays(2)))
                .certificate());
    byte[] constrained =
        der(
            root.authority(CertificateSpec.authority("Other CA").permitting("example.test"))
                .issue(CertificateSpec.server("partner.test").criticalExtension("1.2.3.4"))
                .certificate());
    byte[] selfSigned = der(LabCa.selfSigned(CertificateSpec.server("partner.test")).certificate());
    byte[] staple = ocspAnswer(OcspSpec.of(authority).stale(Duration.ofDays(3)));
    return List.of(
        Octets.join(one(0), anchor, expired, between),
        Octets.join(one(4), anchor, own, between, staple),
        Octets.join(one(64), anchor, own, between),
        Octets.join(one(1), anchor, constrained, between),
        Octets.join(one(128), anchor, selfSigned),
        Octets.join(one(2), anchor, own),
        Octets.join(one(8 + 32), anchor, own, anchor));
  }

  private byte[] ocspAnswer(OcspSpec spec) {
    try {
      CertificateID id =
          new CertificateID(
              new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(authority.certificate()),
              peer.certificate().getSerialNumber());
      return spec.answer(new OCSPReqBuilder().addRequest(id).build().getEncoded());
    } catch (OCSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<byte[]> ocsp() {
    byte[] about = Octets.join(der(peer.certificate()), der(authority.certificate()));
    Identity delegate = authority.issue(CertificateSpec.nameless("responder"));
    return List.of(
        Octets.join(about, ocspAnswer(OcspSpec.of(authority))),
        Octets.join(about, ocspAnswer(OcspSpec.of(authority).revoked())),
        Octets.join(about, ocspAnswer(OcspSpec.of(authority).unknown())),
        Octets.join(about, ocspAnswer(OcspSpec.of(authority).error(6))),
        Octets.join(
            about, ocspAnswer(OcspSpec.delegate(delegate.certificate(), Keys.ellipticCurve()))));
  }

  private List<byte[]> crls() {
    byte[] about = Octets.join(der(peer.certificate()), der(authority.certificate()));
    return List.of(
        Octets.join(about, CrlSpec.of(authority).encoded()),
        Octets.join(about, CrlSpec.of(authority).revoking(peer.certificate()).encoded()),
        Octets.join(about, CrlSpec.of(authority).listingOthers(4, 20).encoded()),
        Octets.join(about, CrlSpec.of(authority).stale(Duration.ofDays(1)).encoded()));
  }

  private List<byte[]> issuers() {
    byte[] own = der(peer.certificate());
    return List.of(
        Octets.join(own, one(0), der(authority.certificate())),
        Octets.join(own, pem(authority.certificate())),
        own);
  }

  private static byte[] pem(X509Certificate certificate) {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(certificate))
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private List<byte[]> replies() {
    byte[] list = CrlSpec.of(authority).encoded();
    String ok = "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nContent-Length: ";
    return List.of(
        Octets.join(text(ok + list.length + "\r\n\r\n"), list),
        text("HTTP/1.1 302 Found\r\nLocation: http://portal.test/login\r\n\r\n"),
        text(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2f\r\n<html><head><title>Access denied by squid</title>\r\n0\r\n\r\n"),
        text(
            "HTTP/1.0 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n"
                + "Proxy-Authenticate: NTLM, Negotiate\r\nVia: 1.1 proxy\r\nDate: x\r\n\r\n"),
        text("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nServer: squid\r\n\r\n<html>"));
  }

  private static List<byte[]> dns() throws TextParseException {
    Name name = Name.fromString("crl.ca.test.");
    Name other = Name.fromString("edge.cdn.test.");
    Record question = Record.newRecord(name, Type.A, DClass.IN);
    Message found = answer(question, Rcode.NOERROR);
    found.addRecord(new CNAMERecord(name, DClass.IN, 60, other), Section.ANSWER);
    for (int i = 0; i < 10; i++) {
      found.addRecord(
          new ARecord(other, DClass.IN, 60, new byte[] {(byte) 192, 0, 2, (byte) i}),
          Section.ANSWER);
    }
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(found.toWire());
    seeds.add(answer(question, Rcode.NXDOMAIN).toWire());
    seeds.add(answer(question, Rcode.SERVFAIL).toWire());
    return seeds;
  }

  private static Message answer(Record question, int code) {
    Message message = new Message(1);
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setRcode(code);
    message.addRecord(question, Section.QUESTION);
    return message;
  }

  private List<byte[]> flights() {
    byte[] own = der(peer.certificate());
    byte[] hello = {
      2,
      0,
      0,
      52,
      3,
      3,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      16,
      17,
      18,
      19,
      20,
      21,
      22,
      23,
      24,
      25,
      26,
      27,
      28,
      29,
      30,
      31,
      32,
      0,
      (byte) 0xc0,
      0x2f,
      0,
      0,
      12,
      0,
      16,
      0,
      5,
      0,
      3,
      2,
      'h',
      '2',
      0x17,
      0,
      0
    };
    byte[] certificate =
        Octets.join(
            new byte[] {11},
            length(own.length + 6),
            length(own.length + 3),
            length(own.length),
            own);
    byte[] done = {14, 0, 0, 0};
    return List.of(
        Octets.join(one(0), record(22, Octets.join(hello, certificate, done))),
        Octets.join(one(2), record(22, hello), record(22, certificate), record(22, done)),
        Octets.join(one(0), record(21, new byte[] {2, 40})),
        Octets.join(one(0), record(21, new byte[] {1, 112}), record(22, hello)),
        text("\0HTTP/1.1 400 Bad Request\r\n\r\n"),
        text("\000220 mail.test ESMTP\r\n"),
        Octets.join(one(0), new byte[] {74, 0, 0, 0, 10, '8', '.', '0', 0}));
  }

  private static byte[] length(int length) {
    return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
  }

  private static byte[] record(int type, byte[] body) {
    return Octets.join(
        new byte[] {(byte) type, 3, 3, (byte) (body.length >> 8), (byte) body.length}, body);
  }

  private static List<byte[]> ldap() {
    byte[] bound = {0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0};
    byte[] entry = {
      0x30, 24, 2, 1, 2, 0x64, 19, 4, 1, 'x', 0x30, 14, 0x30, 12, 4, 3, 'c', 'r', 'l', 0x31, 5, 4,
      3, 1, 2, 3
    };
    byte[] reference = {0x30, 10, 2, 1, 2, 0x73, 5, 4, 3, 'l', ':', '/'};
    byte[] done = {0x30, 12, 2, 1, 2, 0x65, 7, 10, 1, 0, 4, 0, 4, 0};
    byte[] refused = {
      0x30, 19, 2, 1, 1, 0x61, 14, 10, 1, 10, 4, 0, 4, 0, (byte) 0xa3, 5, 4, 3, 'l', ':', '/'
    };
    return List.of(
        Octets.join(one(1), bound, entry, reference, done),
        Octets.join(one(1), refused),
        text("\0cn=CA,o=Example?cACertificate;binary?base?(objectClass=*)"),
        text("\0o=X?crl?sub?(&(cn=a\\2ab)(|(o=x)(!(sn=*))))"));
  }

  private List<byte[]> files() throws IOException {
    byte[] chain = Octets.join(pem(peer.certificate()), pem(authority.certificate()));
    byte[] crl = CrlSpec.of(authority).encoded();
    return List.of(chain, der(peer.certificate()), crl);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same octets, packed. */
  static byte[] packed(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(octets);
    }
    return packed.toByteArray();
  }
}
