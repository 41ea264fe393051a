package io.tlswhy.probe.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdapFilterTest {
  private static String encoded(String filter) throws Exception {
    return HexFormat.of()
        .formatHex(LdapFilter.encode(filter).toASN1Primitive().getEncoded(ASN1Encoding.DER));
  }

  @Test
  void whatPointersNeedIsEncoded() throws Exception {
    assertThat(encoded("(cn=*)")).isEqualTo("8702636e");
    assertThat(encoded("cn=*")).isEqualTo("8702636e");
    assertThat(encoded("(cn=a)")).isEqualTo("a3070402636e040161");
    assertThat(encoded("(cn=\\2a)")).isEqualTo("a3070402636e04012a");
    assertThat(encoded("(!(cn=*))")).isEqualTo("a2048702636e");
    assertThat(encoded("(&(cn=*)(o=*))")).isEqualTo("a00787016f8702636e");
    assertThat(encoded("(|(cn=*))")).isEqualTo("a1048702636e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "(cn=a",
        "(=a)",
        "(cn=a*b)",
        "(cn>=a)",
        "(cn=a)(o=b)",
        "(cn=\\2)",
        "(cn=\\zz)",
        "(!(!(!(!(!(!(!(!(!(!(cn=*)))))))))))"
      })
  void whatIsMalformedOrAsksForMoreIsNotPut(String filter) {
    assertThatIllegalArgumentException().isThrownBy(() -> LdapFilter.encode(filter));
  }
}
