// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An objective for each service of {@link ObjectiveTraffic}, as resources of Skopos. */
final class ObjectiveSet {

  private ObjectiveSet() {}

  static String yaml() {
    return IntStream.range(0, ObjectiveTraffic.SERVICES)
        .mapToObj(ObjectiveTraffic::name)
        .map(
            name ->
                """
                apiVersion: skopos.dev/v1alpha1
                kind: ServiceLevelObjective
                metadata: {name: %1$s, namespace: default}
                spec:
                  service: %1$s
                  targetPercent: "99"
                  window: {rolling: 7d}
                  interval: 30s
                  indicator:
                    ratio:
                      errors: 'requests_total{service="%1$s",code=~"5.."}'
                      total: 'requests_total{service="%1$s"}'
                  alerting: {preset: Pyrra}
                """
                    .formatted(name))
        .collect(Collectors.joining("---\n"));
  }
}
