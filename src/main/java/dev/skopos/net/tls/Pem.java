// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads certificates and private keys from PEM (RFC 7468 and OpenSSL's older labels). Messages
 * never show what was read.
 */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final List<String> PKCS8_ALGORITHMS =
      List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

  private Pem() {}

  /** A PEM text that cannot be used; the message says why in words for the user. */
  static final class PemException extends Exception {
    PemException(String message) {
      super(message);
    }
  }

  private record Block(String label, String base64) {
    byte[] der() throws PemException {
      try {
        return Base64.getMimeDecoder().decode(base64);
      } catch (IllegalArgumentException _) {
        throw new PemException("holds a PEM block that is not base64");
      }
    }
  }

  static List<X509Certificate> certificates(String pem) throws PemException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(pem)) {
      if (block.label.equals("CERTIFICATE") || block.label.equals("TRUSTED CERTIFICATE")) {
        certificates.add(certificate(block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new PemException("holds no PEM certificate");
    }
    return certificates;
  }

  static PrivateKey privateKey(String pem) throws PemException {
    for (Block block : blocks(pem)) {
      switch (block.label) {
        case "PRIVATE KEY" -> {
          return pkcs8(block.der(), PKCS8_ALGORITHMS);
        }
        case "RSA PRIVATE KEY" -> {
          return pkcs8(Der.pkcs8OfRsa(block.der()), List.of("RSA"));
        }
        case "EC PRIVATE KEY" -> {
          return pkcs8(Der.pkcs8OfEc(block.der()), List.of("EC"));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new PemException("holds an encrypted private key, which is not supported");
        default -> {}
      }
    }
    throw new PemException("holds no PEM private key");
  }

  private static List<Block> blocks(String pem) {
    return BLOCK
        .matcher(pem)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  private static X509Certificate certificate(byte[] der) throws PemException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException _) {
      throw new PemException("holds a certificate that cannot be read");
    }
  }

  private static PrivateKey pkcs8(byte[] der, List<String> algorithms) throws PemException {
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException _) {
        // The DER names its algorithm; asking each factory is simpler than reading it.
      }
    }
    throw new PemException("holds a private key that cannot be read");
  }
}
