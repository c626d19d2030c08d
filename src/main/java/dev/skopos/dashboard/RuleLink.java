// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.insight.tuning.KnownRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the thresholds of a rule are shown. */
final class RuleLink {

  private RuleLink() {}

  static String of(KnownRule rule) {
    return of(rule.source().namespace(), rule.source().name(), rule.rule().name())
        + "&position="
        + rule.position();
  }

  /**
   * Of an alert.
   *
   * @param resource that declares the rule
   */
  static String of(String namespace, String resource, String alert) {
    return "/ui/insights/rules?namespace=%s&rule=%s&group=%s"
        .formatted(encoded(namespace), encoded(alert), encoded(resource));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
