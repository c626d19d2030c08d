// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.net.TestCertificates;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  @ParameterizedTest
  @CsvSource({"RSA, 2048", "EC, 256", "EC, 384", "Ed25519, 255"})
  void givenPkcs8ThenTheKeyIsRead(String algorithm, int size) throws Exception {
    PrivateKey key = key(algorithm, size);

    assertThat(Pem.privateKey(TestCertificates.pem("PRIVATE KEY", key.getEncoded())))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048})
  void givenPkcs1ThenTheKeyIsRead(int size) throws Exception {
    RSAPrivateKey key = (RSAPrivateKey) key("RSA", size);
    byte[] pkcs8 = key.getEncoded();
    // Behind the outer header (4), version (3) and algorithm (15) lies an octet string with a
    // header of 4: the PKCS#1 key.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

    assertThat(Pem.privateKey(TestCertificates.pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, 06082a8648ce3d030107, 32",
    "secp384r1, 06052b81040022, 48",
    "secp521r1, 06052b81040023, 66"
  })
  void givenSec1ThenTheKeyIsRead(String curve, String oid, int length) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] sec1 =
        TestCertificates.der(
            0x30,
            TestCertificates.der(0x02, new byte[] {1}),
            TestCertificates.der(0x04, unsigned(key, length)),
            TestCertificates.der(0xa0, HexFormat.of().parseHex(oid)));
    String parameters = TestCertificates.pem("EC PARAMETERS", HexFormat.of().parseHex(oid));

    PrivateKey read = Pem.privateKey(parameters + TestCertificates.pem("EC PRIVATE KEY", sec1));

    assertThat(((ECPrivateKey) read).getS()).isEqualTo(key.getS());
  }

  private static byte[] unsigned(ECPrivateKey key, int length) {
    byte[] signed = key.getS().toByteArray();
    byte[] fixed = new byte[length];
    int count = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - count, fixed, length - count, count);
    return fixed;
  }

  @Test
  void givenSeveralCertificatesThenAllAreRead() throws Exception {
    var authority = TestCertificates.selfSigned(TestCertificates.Wish.authority("Test CA"));
    var leaf = TestCertificates.signedBy(authority, TestCertificates.Wish.host("shop.test"));

    assertThat(Pem.certificates("Bag attributes\n" + leaf.certificatePem()).getFirst())
        .isEqualTo(leaf.certificate());
    assertThat(Pem.certificates(leaf.certificatePem())).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | holds no PEM private key",
        "secret | holds no PEM private key",
        "-----BEGIN PRIVATE KEY-----c2VjcmV0-----END PRIVATE KEY----- | holds a private key that"
            + " cannot be read",
        "-----BEGIN PRIVATE KEY-----c2V=cm-----END PRIVATE KEY----- | holds a PEM block that is not"
            + " base64",
        "-----BEGIN EC PRIVATE KEY-----c2VjcmV0-----END EC PRIVATE KEY----- | holds an EC private"
            + " key that names no curve",
        "-----BEGIN RSA PRIVATE KEY-----c2VjcmV0-----END RSA PRIVATE KEY----- | holds a private key"
            + " that cannot be read",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----c2VjcmV0-----END ENCRYPTED PRIVATE KEY----- | holds"
            + " an encrypted private key, which is not supported",
      })
  void givenSomethingElseThenTheReasonIsSaidAndNothingIsShown(String pem, String message) {
    assertThatThrownBy(() -> Pem.privateKey(pem))
        .isInstanceOf(Pem.PemException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  @Test
  void givenBrokenDerThenReadingEndsWithAMessage() throws Exception {
    byte[] whole =
        TestCertificates.der(
            0x30,
            TestCertificates.der(0x02, new byte[] {1}),
            TestCertificates.der(0x04, new byte[32]));
    for (int length = 0; length <= whole.length; length++) {
      String pem = TestCertificates.pem("EC PRIVATE KEY", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Pem.privateKey(pem)).isInstanceOf(Pem.PemException.class);
    }
    String huge =
        TestCertificates.pem("EC PRIVATE KEY", HexFormat.of().parseHex("3084ffffffff0484ffffffff"));
    assertThatThrownBy(() -> Pem.privateKey(huge)).isInstanceOf(Pem.PemException.class);
  }

  private static PrivateKey key(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair().getPrivate();
  }
}
