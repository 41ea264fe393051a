package io.tlswhy.probe.ldap;

import io.tlswhy.evidence.Der;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * An anonymous bind and one search over a connection that somebody else opened (RFC 4511).
 *
 * <p>Not through JNDI: that resolves the name again, follows referrals and makes objects of what a
 * server sends, as the application's properties say. An LDAP library would be larger than all else
 * in the jar together, for two requests.
 *
 * <p>Blocks until the answer is there or the connection is closed by whoever watches the time.
 */
public final class LdapExchange {
  private static final int BIND_REQUEST = 0;
  private static final int BIND_RESPONSE = 1;
  private static final int UNBIND_REQUEST = 2;
  private static final int SEARCH_REQUEST = 3;
  private static final int SEARCH_ENTRY = 4;
  private static final int SEARCH_DONE = 5;
  private static final int SEARCH_REFERENCE = 19;
  private static final int MOST_MESSAGES = 50;
  private static final int MOST_ENTRIES = 5;
  private static final int CHUNK = 64 << 10;
  private static final int LONGEST_TEXT = 200;

  private final LdapQuery query;
  private final long mostOctets;
  private volatile long octets;
  private volatile String progress = "no answer to the bind";

  /**
   * An exchange.
   *
   * @param mostOctets where reading ends, over all messages
   */
  public LdapExchange(LdapQuery query, long mostOctets) {
    this.query = query;
    this.mostOctets = mostOctets;
  }

  /** How far it came; for when it does not end. */
  public String progress() {
    return progress + (octets == 0 ? "" : ", " + octets + " octets so far");
  }

  /** Whether the answer to the search has begun to come. */
  public boolean isAnswering() {
    return progress.startsWith("no end");
  }

  /**
   * Binds, searches and unbinds.
   *
   * @throws TooLargeException if there is more than the bound
   * @throws ProtocolException if what comes is no LDAP
   * @throws IllegalArgumentException if the filter is one that the agent cannot put
   */
  public LdapReply run(Socket socket) throws IOException {
    ASN1Encodable filter = LdapFilter.encode(query.filter());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    send(socket, 1, BIND_REQUEST, bind());
    Message bound = read(in);
    if (bound.operation != BIND_RESPONSE) {
      throw new ProtocolException("the answer to a bind is operation " + bound.operation);
    }
    LdapReply binding = result("bind", bound, Optional.empty(), Optional.empty());
    if (binding.code() != 0) {
      return binding;
    }
    progress = "no answer to the search";
    send(socket, 2, SEARCH_REQUEST, search(filter));
    LdapReply found = searched(in);
    socket.getOutputStream().write(new byte[] {0x30, 5, 2, 1, 3, 0x40 | UNBIND_REQUEST, 0});
    return found;
  }

  private LdapReply searched(DataInputStream in) throws IOException {
    Optional<Der> value = Optional.empty();
    Optional<String> referral = Optional.empty();
    for (int i = 0; i < MOST_MESSAGES; i++) {
      Message message = read(in);
      switch (message.operation) {
        case SEARCH_ENTRY:
          value = value.isPresent() ? value : firstValue(message.content);
          break;
        case SEARCH_REFERENCE:
          referral = Optional.of(firstUrl(message.content));
          break;
        case SEARCH_DONE:
          return result("search", message, referral, value);
        default:
          throw new ProtocolException("the answer to a search is operation " + message.operation);
      }
    }
    throw new TooLargeException("more than " + MOST_MESSAGES + " messages");
  }

  /** BindRequest: version 3, no name, simple authentication without a password. */
  private static ASN1EncodableVector bind() {
    ASN1EncodableVector bind = new ASN1EncodableVector();
    bind.add(new ASN1Integer(3));
    bind.add(new DEROctetString(new byte[0]));
    bind.add(new DERTaggedObject(false, 0, new DEROctetString(new byte[0])));
    return bind;
  }

  private ASN1EncodableVector search(ASN1Encodable filter) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    for (String attribute : query.attributes()) {
      attributes.add(new DEROctetString(attribute.getBytes(StandardCharsets.UTF_8)));
    }
    ASN1EncodableVector search = new ASN1EncodableVector();
    search.add(new DEROctetString(query.base().getBytes(StandardCharsets.UTF_8)));
    search.add(new ASN1Enumerated(query.scope()));
    search.add(new ASN1Enumerated(3)); // aliases are followed, as JNDI does
    search.add(new ASN1Integer(query.scope() == 0 ? 0 : MOST_ENTRIES));
    search.add(new ASN1Integer(0));
    search.add(ASN1Boolean.FALSE);
    search.add(filter);
    search.add(new DERSequence(attributes));
    return search;
  }

  private static void send(Socket socket, int id, int operation, ASN1EncodableVector content)
      throws IOException {
    ASN1EncodableVector message = new ASN1EncodableVector();
    message.add(new ASN1Integer(id));
    message.add(
        new DERTaggedObject(false, BERTags.APPLICATION, operation, new DERSequence(content)));
    socket.getOutputStream().write(new DERSequence(message).getEncoded(ASN1Encoding.DER));
    socket.getOutputStream().flush();
  }

  /** What of a message counts. */
  private static final class Message {
    private final int operation;
    private final ASN1Sequence content;

    Message(int operation, ASN1Sequence content) {
      this.operation = operation;
      this.content = content;
    }
  }

  private Message read(DataInputStream in) throws IOException {
    byte[] octetsOfMessage = frame(in);
    try {
      ASN1Sequence message = ASN1Sequence.getInstance(octetsOfMessage);
      ASN1TaggedObject operation = ASN1TaggedObject.getInstance(message.getObjectAt(1));
      return new Message(
          operation.getTagNo(),
          ASN1Sequence.getInstance(operation.getBaseUniversal(false, BERTags.SEQUENCE)));
    } catch (RuntimeException e) {
      throw notLdap();
    }
  }

  /** A message with its tag and length; memory is taken only for what has come. */
  private byte[] frame(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0x30) {
      throw notLdap();
    }
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x30);
    long length = length(in, frame);
    if (octets + length > mostOctets) {
      throw new TooLargeException("a message of " + length + " octets");
    }
    if (progress.equals("no answer to the search")) {
      progress = "no end of the answer to the search";
    }
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long left = length; left > 0; ) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new EOFException("closed within an answer");
      }
      frame.write(chunk, 0, read);
      left -= read;
      octets += read;
    }
    return frame.toByteArray();
  }

  private static long length(DataInputStream in, ByteArrayOutputStream frame) throws IOException {
    int first = in.readUnsignedByte();
    frame.write(first);
    if (first < 0x80) {
      return first;
    }
    int count = first - 0x80;
    if (count == 0 || count > 4) {
      // The indefinite form is not permitted (RFC 4511 section 5.1).
      throw notLdap();
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      int octet = in.readUnsignedByte();
      frame.write(octet);
      length = length << 8 | octet;
    }
    return length;
  }

  private static LdapReply result(
      String operation, Message message, Optional<String> reference, Optional<Der> value)
      throws ProtocolException {
    try {
      ASN1Sequence content = message.content;
      int code = ASN1Enumerated.getInstance(content.getObjectAt(0)).intValueExact();
      Optional<String> referral = reference;
      for (int i = 3; i < content.size(); i++) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(content.getObjectAt(i));
        if (tagged.getTagNo() == 3) {
          ASN1Sequence urls =
              ASN1Sequence.getInstance(tagged.getBaseUniversal(false, BERTags.SEQUENCE));
          referral = Optional.of(text(urls.getObjectAt(0)));
        }
      }
      return LdapReply.of(operation, code, text(content.getObjectAt(2)), referral, value);
    } catch (RuntimeException e) {
      throw notLdap();
    }
  }

  private static Optional<Der> firstValue(ASN1Sequence entry) throws ProtocolException {
    try {
      for (ASN1Encodable attribute : ASN1Sequence.getInstance(entry.getObjectAt(1))) {
        ASN1Set values = ASN1Set.getInstance(ASN1Sequence.getInstance(attribute).getObjectAt(1));
        if (values.size() > 0) {
          return Optional.of(
              Der.of(ASN1OctetString.getInstance(values.getObjectAt(0)).getOctets()));
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      throw notLdap();
    }
  }

  private static String firstUrl(ASN1Sequence reference) throws ProtocolException {
    try {
      return text(reference.getObjectAt(0));
    } catch (RuntimeException e) {
      throw notLdap();
    }
  }

  private static String text(ASN1Encodable octetString) {
    byte[] octets = ASN1OctetString.getInstance(octetString).getOctets();
    return new String(octets, 0, Math.min(octets.length, LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static ProtocolException notLdap() {
    return new ProtocolException("what came is no LDAP");
  }

  /** The answer is larger than the bound. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }
}
