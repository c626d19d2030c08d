// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may be shown of a receiver's answer: short, in one line, without credentials. */
final class Excerpt {

  private static final int MAX_LENGTH = 200;
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern PARTS = Pattern.compile("[/?&=:;,\\s]+");

  private Excerpt() {}

  /**
   * The beginning of the answer.
   *
   * @param secrets texts that the answer may repeat, whole or a part of them between slashes, signs
   *     and spaces; shown as three dots
   */
  static String of(String answer, Collection<String> secrets) {
    String shown = answer;
    for (String secret : longestFirst(secrets)) {
      shown = shown.replace(secret, "...");
    }
    String line = shown.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }

  private static Iterable<String> longestFirst(Collection<String> secrets) {
    return secrets.stream()
        .flatMap(secret -> Stream.concat(Stream.of(secret), Stream.of(PARTS.split(secret))))
        .filter(secret -> secret.length() >= SHORTEST_SECRET)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
