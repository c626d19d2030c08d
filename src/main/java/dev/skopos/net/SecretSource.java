// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the values that credentials are made of. Safe for use by many threads; answers from memory,
 * so it may be asked per run; only the first answer about an object may take a request.
 */
@FunctionalInterface
public interface SecretSource {

  /**
   * The value, a copy of the caller's own; empty when the Secret or ConfigMap, or the key in it,
   * does not exist.
   *
   * @throws UnreadableSecretException when that cannot be told
   */
  Optional<byte[]> read(SecretReference reference) throws UnreadableSecretException;

  /**
   * The value as UTF-8 text without trailing line breaks, which files made with an editor or {@code
   * echo} have.
   *
   * @throws UnreadableSecretException when the value cannot be read, nor told to be missing
   */
  default Optional<String> readText(SecretReference reference) throws UnreadableSecretException {
    return read(reference).map(bytes -> stripLineBreaks(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static String stripLineBreaks(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
