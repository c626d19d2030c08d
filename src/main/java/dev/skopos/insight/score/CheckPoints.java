// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.insight.observe.Workloads;
import dev.skopos.probe.CheckSnapshot;
import java.util.Locale;

/** What a check says: its state, or where that is good, how often it was good in the last day. */
final class CheckPoints {

  static final int UNHEALTHY = 30;
  static final int DEGRADED = 10;
  static final int OFTEN_DOWN = 10;
  static final int AT_TIMES_DOWN = 5;

  private static final double OFTEN = 0.95;
  private static final double AT_TIMES = 0.99;

  private CheckPoints() {}

  static Observation of(CheckSnapshot check) {
    String workload = Workloads.of(check.definition());
    return switch (check.state()) {
      case UNHEALTHY -> observation(check, workload, UNHEALTHY, state(check));
      case DEGRADED -> observation(check, workload, DEGRADED, state(check));
      case HEALTHY -> uptime(check, workload);
      case UNKNOWN, SUSPENDED -> Observation.unknown(Kind.CHECKS, check.id(), workload);
    };
  }

  private static String state(CheckSnapshot check) {
    return check.state().word() + ": " + check.finding().message();
  }

  private static Observation uptime(CheckSnapshot check, String workload) {
    double day = check.uptime().h24().orElse(1);
    int points = day < OFTEN ? OFTEN_DOWN : day < AT_TIMES ? AT_TIMES_DOWN : 0;
    String message =
        String.format(Locale.ROOT, "Healthy now, but only in %.2f %% of the last 24 h", 100 * day);
    return observation(check, workload, points, message);
  }

  private static Observation observation(
      CheckSnapshot check, String workload, int points, String message) {
    return Observation.of(Kind.CHECKS, check.id(), workload, points, message);
  }
}
