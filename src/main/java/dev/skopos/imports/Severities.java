// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Severities as people name them. */
final class Severities {

  private static final Map<String, Severity> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("page", Severity.CRITICAL),
          Map.entry("sev1", Severity.CRITICAL),
          Map.entry("p1", Severity.CRITICAL),
          Map.entry("sev2", Severity.HIGH),
          Map.entry("p2", Severity.HIGH),
          Map.entry("ticket", Severity.WARNING),
          Map.entry("warn", Severity.WARNING),
          Map.entry("sev3", Severity.WARNING),
          Map.entry("p3", Severity.WARNING),
          Map.entry("sev4", Severity.LOW),
          Map.entry("p4", Severity.LOW));

  private Severities() {}

  /** The severity of the name; null when there is none like it. */
  static @Nullable Severity find(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (text(severity).equals(lower)) {
        return severity;
      }
    }
    return OTHER_NAMES.get(lower);
  }

  /** As the schema writes it. */
  static String text(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** The severity that the field names; what has no counterpart is reported. */
  static Severity read(Fields fields, String name, Severity otherwise) {
    String text = fields.text(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    Severity found = find(text);
    if (found == null) {
      fields.lost(name, "severity %s is not known, taken as %s".formatted(text, text(otherwise)));
      return otherwise;
    }
    return found;
  }
}
