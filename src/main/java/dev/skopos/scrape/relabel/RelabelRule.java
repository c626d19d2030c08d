// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.relabel;

import java.util.List;
import java.util.Locale;

/**
 * One step of relabeling, with the meaning and the defaults that it has in Prometheus 3.
 *
 * @param sourceLabels whose values are joined
 * @param separator between them
 * @param regex RE2, matches the whole
 * @param modulus of {@code hashmod}; else 0
 * @param targetLabel may be empty where the action writes none; may hold groups of the regex
 * @param replacement may hold groups of the regex
 */
public record RelabelRule(
    Action action,
    List<String> sourceLabels,
    String separator,
    String regex,
    long modulus,
    String targetLabel,
    String replacement) {

  public static final String DEFAULT_SEPARATOR = ";";
  public static final String DEFAULT_REGEX = "(.*)";
  public static final String DEFAULT_REPLACEMENT = "$1";

  /** What a step does. */
  public enum Action {
    REPLACE,
    KEEP,
    DROP,
    KEEP_EQUAL,
    DROP_EQUAL,
    HASH_MOD,
    LABEL_MAP,
    LABEL_DROP,
    LABEL_KEEP,
    LOWERCASE,
    UPPERCASE;

    /** As it stands in Prometheus' configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
  }

  public RelabelRule {
    sourceLabels = List.copyOf(sourceLabels);
  }

  /** A step with Prometheus' defaults. */
  public static RelabelRule of(Action action, String regex, String... sourceLabels) {
    return new RelabelRule(
        action, List.of(sourceLabels), DEFAULT_SEPARATOR, regex, 0, "", DEFAULT_REPLACEMENT);
  }

  public RelabelRule to(String target, String text) {
    return new RelabelRule(action, sourceLabels, separator, regex, modulus, target, text);
  }

  public RelabelRule withModulus(long number) {
    return new RelabelRule(
        action, sourceLabels, separator, regex, number, targetLabel, replacement);
  }
}
