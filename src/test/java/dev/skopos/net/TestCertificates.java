// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import dev.skopos.net.tls.TlsOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes certificates for tests, with ECDSA keys, in a few milliseconds each. */
public final class TestCertificates {
  private static final AtomicLong SERIAL = new AtomicLong(4711);
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x30, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
  };
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private TestCertificates() {}

  /** A certificate with its key and those that signed it, leaf first. */
  public record Identity(List<X509Certificate> chain, KeyPair keys) {

    public X509Certificate certificate() {
      return chain.getFirst();
    }

    /** The whole chain. */
    public String certificatePem() {
      StringBuilder text = new StringBuilder();
      for (X509Certificate certificate : chain) {
        text.append(pem("CERTIFICATE", encoded(certificate)));
      }
      return text.toString();
    }

    /** The topmost certificate of the chain. */
    public String caPem() {
      return pem("CERTIFICATE", encoded(chain.getLast()));
    }

    /** PKCS#8. */
    public String keyPem() {
      return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    public TlsOptions.ClientCertificate client() {
      return new TlsOptions.ClientCertificate(certificatePem(), keyPem());
    }
  }

  /** What a certificate is to say. */
  public record Wish(
      String commonName, List<String> dnsNames, Instant notBefore, Instant notAfter, boolean ca) {

    /** Valid from yesterday for a month. */
    public static Wish host(String... names) {
      Instant now = Instant.now();
      return new Wish(
          names[0],
          List.of(names),
          now.minus(Duration.ofDays(1)),
          now.plus(Duration.ofDays(30)),
          false);
    }

    public static Wish authority(String commonName) {
      Instant now = Instant.now();
      return new Wish(
          commonName,
          List.of(),
          now.minus(Duration.ofDays(1)),
          now.plus(Duration.ofDays(3650)),
          true);
    }

    public Wish valid(Instant from, Instant until) {
      return new Wish(commonName, dnsNames, from, until, ca);
    }
  }

  public static Identity selfSigned(Wish wish) {
    KeyPair keys = keys();
    return new Identity(List.of(sign(wish, keys, wish.commonName, keys)), keys);
  }

  /** Signed by an authority, whose chain is appended. */
  public static Identity signedBy(Identity authority, Wish wish) {
    KeyPair keys = keys();
    List<X509Certificate> chain = new ArrayList<>();
    String issuer =
        authority.certificate().getSubjectX500Principal().getName().substring("CN=".length());
    chain.add(sign(wish, keys, issuer, authority.keys));
    chain.addAll(authority.chain);
    return new Identity(chain, keys);
  }

  /**
   * A context for a server.
   *
   * @param clientAuthority whom client certificates must come from; the server has to ask for them
   */
  public static SSLContext serverContext(Identity identity, Optional<Identity> clientAuthority) {
    try {
      KeyStore keys = emptyStore();
      keys.setKeyEntry(
          "server",
          identity.keys.getPrivate(),
          new char[0],
          identity.chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, new char[0]);
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("clients", clientAuthority.orElse(identity).chain.getLast());
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  /** One element of DER. */
  public static byte[] der(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static X509Certificate sign(Wish wish, KeyPair subject, String issuer, KeyPair signer) {
    byte[] content =
        der(
            0x30,
            der(0xa0, der(0x02, new byte[] {2})),
            der(0x02, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
            ECDSA_WITH_SHA256,
            name(issuer),
            der(0x30, time(wish.notBefore), time(wish.notAfter)),
            name(wish.commonName),
            subject.getPublic().getEncoded(),
            der(0xa3, der(0x30, extensions(wish))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer.getPrivate());
      signature.update(content);
      byte[] signed =
          der(0x30, content, ECDSA_WITH_SHA256, der(0x03, new byte[1], signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] extensions(Wish wish) {
    byte[] constraints = wish.ca ? der(0x30, der(0x01, new byte[] {(byte) 0xff})) : der(0x30);
    byte[] basic = der(0x30, der(0x06, new byte[] {0x55, 0x1d, 0x13}), der(0x04, constraints));
    if (wish.dnsNames.isEmpty()) {
      return basic;
    }
    byte[][] names =
        wish.dnsNames.stream().map(TestCertificates::alternativeName).toArray(byte[][]::new);
    byte[] alternative =
        der(0x30, der(0x06, new byte[] {0x55, 0x1d, 0x11}), der(0x04, der(0x30, names)));
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(basic);
    both.writeBytes(alternative);
    return both.toByteArray();
  }

  private static byte[] alternativeName(String name) {
    return name.matches("[0-9.]+")
        ? der(0x87, InetAddress.ofLiteral(name).getAddress())
        : der(0x82, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] name(String commonName) {
    byte[] value = der(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    return der(0x30, der(0x31, der(0x30, der(0x06, new byte[] {0x55, 0x04, 0x03}), value)));
  }

  private static byte[] time(Instant instant) {
    return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
