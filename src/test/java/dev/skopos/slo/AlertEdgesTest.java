// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Days of alerting against a judge that knows nothing but the minutes. */
class AlertEdgesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 8;
  private static final int MINUTES = DAYS * 1440;

  private record Limit(String tier, int shorter, int longer, double factor) {}

  private static final List<Limit> TIERS =
      List.of(
          new Limit("page-quick", 5, 60, 14.4),
          new Limit("page-slow", 30, 360, 6),
          new Limit("ticket-quick", 120, 1440, 3),
          new Limit("ticket-slow", 360, 4320, 1));

  @Test
  void everyTierFiresAndEndsWhenTheJudgeSaysSo() {
    double[] bad = new double[MINUTES];
    double[] total = new double[MINUTES];
    fill(bad, total);
    Course course =
        Course.of(
            START,
            Duration.ofDays(DAYS + 1),
            m -> m < MINUTES ? minute(bad[(int) m], total[(int) m]) : minute(0, 1));
    ObjectiveLab lab = new ObjectiveLab(course, START.plusSeconds(60));
    lab.apply(objective().every(Duration.ofMinutes(1)));

    lab.advance(Duration.ofDays(DAYS).minusMinutes(1));

    Map<String, List<String>> seen = edges(lab.written);
    for (Limit limit : TIERS) {
      List<String> expected = expected(limit, bad, total);
      assertThat(expected).as(limit.tier).isNotEmpty();
      assertThat(seen.get(limit.tier)).as(limit.tier).isEqualTo(expected);
    }
  }

  /** Mostly a little is bad; now and then more, for a while. */
  private static void fill(double[] bad, double[] total) {
    Random random = new Random(42);
    double share = 0.0002;
    for (int m = 0; m < MINUTES; m++) {
      if (random.nextInt(700) == 0) {
        share = new double[] {0.0002, 0.0002, 0.002, 0.01, 0.05, 0.5}[random.nextInt(6)];
      }
      total[m] = 500 + random.nextInt(500);
      bad[m] = Math.rint(total[m] * share * random.nextDouble() * 2);
    }
  }

  /** Minutes since the begin at which the condition changes, by sums over minutes alone. */
  private static List<String> expected(Limit limit, double[] bad, double[] total) {
    List<String> edges = new ArrayList<>();
    boolean firing = false;
    for (int m = 1; m < MINUTES; m++) {
      boolean holds =
          rate(bad, total, m, limit.shorter) > limit.factor
              && rate(bad, total, m, limit.longer) > limit.factor;
      if (holds != firing) {
        edges.add((holds ? "+" : "-") + m);
        firing = holds;
      }
    }
    return edges;
  }

  private static double rate(double[] bad, double[] total, int end, int minutes) {
    double failed = 0;
    double all = 0;
    for (int m = Math.max(0, end - minutes); m < end; m++) {
      failed += bad[m];
      all += total[m];
    }
    return all == 0 ? 0 : failed / all / 0.001;
  }

  /** The same from the series ALERTS: an evaluation within a minute knows the minutes before it. */
  private static Map<String, List<String>> edges(List<RuleSample> written) {
    Map<String, List<String>> edges = new TreeMap<>();
    Map<Labels, Boolean> firing = new TreeMap<>();
    for (RuleSample sample : written) {
      Labels labels = sample.labels();
      if (labels.metricName().equals("ALERTS")) {
        boolean holds = !Sample.isStale(sample.value());
        if (holds != firing.getOrDefault(labels, false)) {
          long minute = (sample.timestamp() - START.toEpochMilli()) / 60_000;
          edges
              .computeIfAbsent(labels.get("tier"), _ -> new ArrayList<>())
              .add((holds ? "+" : "-") + minute);
          firing.put(labels, holds);
        }
      }
    }
    return edges;
  }
}
