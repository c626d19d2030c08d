// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The little of DER that wraps a PKCS#1 (RFC 8017) or SEC1 (RFC 5915) key into PKCS#8 (RFC 5208),
 * which the JDK reads.
 */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final byte[] RSA_ENCRYPTION = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] EC_PUBLIC_KEY = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] key) {
    return element(SEQUENCE, VERSION, RSA_ENCRYPTION, element(OCTET_STRING, key));
  }

  static byte[] pkcs8OfEc(byte[] key) throws Pem.PemException {
    byte[] algorithm = element(SEQUENCE, EC_PUBLIC_KEY, curve(key));
    return element(SEQUENCE, VERSION, algorithm, element(OCTET_STRING, key));
  }

  /** The curve's object identifier: what is in the element tagged [0], behind version and key. */
  private static byte[] curve(byte[] key) throws Pem.PemException {
    try {
      int position = content(key, 0);
      position = end(key, position);
      position = end(key, position);
      if ((key[position] & 0xff) == PARAMETERS) {
        return Arrays.copyOfRange(key, content(key, position), end(key, position));
      }
    } catch (IndexOutOfBoundsException _) {
      // Said below: a key cut short names no curve either.
    }
    throw new Pem.PemException("holds an EC private key that names no curve");
  }

  private static int content(byte[] der, int position) {
    int length = der[position + 1] & 0xff;
    return position + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static int end(byte[] der, int position) {
    int first = der[position + 1] & 0xff;
    int start = content(der, position);
    int length = first < 0x80 ? first : 0;
    for (int i = position + 2; i < start; i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    int end = start + length;
    if (length < 0 || end < start || end > der.length) {
      throw new IndexOutOfBoundsException(end);
    }
    return end;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
