// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * 500 recording and 2,000 alerting rules in 50 groups, each over 20 series of one scraped target.
 * They follow from a seed, so that every program gets the same. Immutable.
 */
final class RuleSet {

  static final int GROUPS = 50;
  static final int RECORDING_RULES = 500;
  static final int ALERTING_RULES = 2_000;
  static final int RULES = RECORDING_RULES + ALERTING_RULES;
  private static final long SEED = 42;

  private final List<String> groups;

  RuleSet() {
    Random random = new Random(SEED);
    groups = IntStream.range(0, GROUPS).mapToObj(group -> group(group, random)).toList();
  }

  /** The rules of a group as a list in YAML, which both programs understand. */
  String yaml(int group, int indentation) {
    return groups.get(group).indent(indentation);
  }

  private static String group(int group, Random random) {
    int records = RECORDING_RULES / GROUPS;
    int alerts = ALERTING_RULES / GROUPS;
    String recording =
        IntStream.range(0, records)
            .mapToObj(number -> recordingRule(group * records + number, random))
            .collect(Collectors.joining());
    String alerting =
        IntStream.range(0, alerts)
            .mapToObj(number -> alertingRule(group * alerts + number, random))
            .collect(Collectors.joining());
    return recording + alerting;
  }

  private static String recordingRule(int number, Random random) {
    return """
    - record: bench:rule_%d
      expr: '%s'
    """
        .formatted(number, expression(random));
  }

  /** About one in ten has something to say. */
  private static String alertingRule(int number, Random random) {
    return """
    - alert: Bench%d
      expr: '%s %s 0'
    """
        .formatted(number, expression(random), random.nextInt(10) == 0 ? ">=" : "<");
  }

  private static String expression(Random random) {
    String target = PayloadServer.address(random.nextInt(ScrapeWorkload.TARGETS));
    String counters =
        "bench_requests_total_%d{instance=\"%s\",code=~\"20%d|204\"}"
            .formatted(random.nextInt(10), target, random.nextInt(4));
    String gauges = "bench_gauge_%d{instance=\"%s\"}".formatted(25 + random.nextInt(10), target);
    int histogram = random.nextInt(29);
    String buckets =
        "bench_duration_seconds_bucket{instance=\"%s\",handler=~\"/api/v1/resource/(%d|%d)\"}"
            .formatted(target, histogram, histogram + 1);
    return switch (random.nextInt(6)) {
      case 0 -> "sum(" + counters + ")";
      case 1 -> "sum(rate(" + counters + "[5m]))";
      case 2 -> "avg(" + gauges + ")";
      case 3 -> "max(max_over_time(" + gauges + "[5m]))";
      case 4 -> "histogram_quantile(0.9, sum by (le) (" + buckets + "))";
      default ->
          String.format(
              Locale.ROOT,
              "histogram_quantile(0.%d, sum by (le) (increase(%s[5m])))",
              50 + random.nextInt(50),
              buckets);
    };
  }
}
