// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import dev.skopos.model.Labels;
import java.util.Map;

/**
 * Templates of labels and annotations of alerts: they know {@code $labels}, {@code $value}, {@code
 * $externalLabels} and {@code $externalURL}, as in Prometheus.
 */
public final class AlertTemplates {

  private static final String VARIABLES =
      "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
          + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

  private AlertTemplates() {}

  /**
   * Parses the template of one label or annotation; it is to be executed with {@link #data}.
   *
   * @throws TemplateException naming the line and what is wrong there
   */
  public static Template parse(String name, String text) throws TemplateException {
    return Template.parse(name, VARIABLES + text);
  }

  /** What such a template is executed with. */
  public static Map<String, Object> data(
      Labels labels, double value, Labels externalLabels, String externalUrl) {
    return Map.of(
        "Labels", labels,
        "Value", value,
        "ExternalLabels", externalLabels,
        "ExternalURL", externalUrl);
  }
}
