// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the operator alerts of without being asked: that it cannot do its work. The alerts go to the
 * default channel.
 */
final class OwnRules {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Longer than a hiccup of a disk. */
  private static final Duration HOLD = Duration.ofSeconds(10);

  private OwnRules() {}

  /**
   * All of them.
   *
   * @param namespace the operator's, which the alerts come from
   */
  static List<GroupDefinition> all(String namespace) {
    return List.of(
        group(
            namespace,
            new RuleDefinition.Alerting(
                "SkoposIngestStopped",
                ComponentSeries.METRIC + "{component=\"ingest\"} == 0",
                HOLD,
                Duration.ZERO,
                new TreeMap<>(Map.of("severity", Severity.CRITICAL.label())),
                new TreeMap<>(
                    Map.of(
                        "summary",
                        "Skopos stores no samples: its data volume is full or fails",
                        "description",
                        "Rules do not see what happens until there is room on the volume again;"
                            + " storing then goes on by itself. /health/ready says what the volume"
                            + " answers.")))));
  }

  private static GroupDefinition group(String namespace, RuleDefinition.Alerting rule) {
    return new GroupDefinition(
        new ResourceId(ResourceId.OPERATOR, namespace, rule.name()),
        Form.SINGLE,
        INTERVAL,
        Duration.ZERO,
        0,
        false,
        List.of(),
        List.of(rule));
  }
}
