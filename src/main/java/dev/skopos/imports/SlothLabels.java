// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels that Sloth gives all series, and through them the alerts, of a service or an objective.
 *
 * @param severity what the label severity means, unless an alert has another; null: nothing
 * @param texts the others, which objectives can have
 */
record SlothLabels(@Nullable Severity severity, Map<String, String> texts) {

  static final String SEVERITY = "severity";

  SlothLabels {
    texts = Map.copyOf(texts);
  }

  /** Those that the fields have in {@code labels}; what cannot be carried over is reported. */
  static SlothLabels read(Fields fields, String service) {
    Map<String, String> labels = fields.map("labels");
    labels.remove("service", service);
    Severity severity = takeSeverity(fields, labels);
    return new SlothLabels(severity, AlertTexts.staticLabels(fields, "labels", labels));
  }

  /** Takes the label severity out and says what it means; null when it has none or no meaning. */
  static @Nullable Severity takeSeverity(Fields fields, Map<String, String> labels) {
    String text = labels.remove(SEVERITY);
    Severity severity = text == null ? null : Severities.find(text);
    if (text != null && severity == null) {
      fields.lost("labels", "severity %s is not known".formatted(text));
    }
    return severity;
  }

  /** These, with others that take their place where both have the same name. */
  SlothLabels with(SlothLabels others) {
    Map<String, String> all = new TreeMap<>(texts);
    all.putAll(others.texts);
    return new SlothLabels(others.severity == null ? severity : others.severity, all);
  }
}
