// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels and annotations of alerts, as the schema allows them; others are reported as lost. */
final class AlertTexts {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,127}");
  private static final int MOST = 32;
  private static final int LONGEST_LABEL = 1024;
  private static final int LONGEST_ANNOTATION = 4096;

  /** Labels of the series that Sloth and Pyrra record; alerts of Skopos have others. */
  private static final Pattern FOREIGN =
      Pattern.compile("[$][lL]abels[.](sloth_[a-z]+|slo|short|long|exhaustion)\\b");

  private AlertTexts() {}

  /** Labels whose values are texts, not templates. */
  static Map<String, String> staticLabels(Fields fields, String name, Map<String, String> texts) {
    Map<String, String> kept = new TreeMap<>();
    labels(fields, name, texts)
        .forEach(
            (label, value) -> {
              if (value.contains("{{")) {
                fields.lost(name, "label %s: its value would be a template".formatted(label));
              } else {
                kept.put(label, value);
              }
            });
    return kept;
  }

  static Map<String, String> labels(Fields fields, String name, Map<String, String> texts) {
    Map<String, String> free = new TreeMap<>(texts);
    free.keySet().removeIf(ReservedLabels::isOfAlerts);
    texts.keySet().stream()
        .filter(ReservedLabels::isOfAlerts)
        .sorted()
        .forEach(
            label ->
                fields.lost(name, "label %s: alerts of Skopos have their own".formatted(label)));
    return kept(fields, name, free, LONGEST_LABEL, "label");
  }

  static Map<String, String> annotations(Fields fields, String name, Map<String, String> texts) {
    return kept(fields, name, texts, LONGEST_ANNOTATION, "annotation");
  }

  private static Map<String, String> kept(
      Fields fields, String field, Map<String, String> texts, int longest, String what) {
    Map<String, String> kept = new TreeMap<>();
    texts.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            fields.lost(field, "%s %s: not a possible name".formatted(what, name));
          } else if (value.length() > longest) {
            fields.lost(field, "%s %s: longer than %d characters".formatted(what, name, longest));
          } else if (kept.size() == MOST) {
            fields.lost(field, "%s %s: more than %d".formatted(what, name, MOST));
          } else {
            noteForeign(fields, field, name, value);
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static void noteForeign(Fields fields, String field, String name, String value) {
    if (FOREIGN.matcher(value).find()) {
      fields.note(
          field, "%s: alerts of Skopos have no such label as its template names".formatted(name));
    }
  }
}
