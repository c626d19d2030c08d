// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the service would do if it were real: a mode, and a queue that grows while it fails. */
final class Workload {

  static final Duration SLOWNESS = Duration.ofSeconds(3);

  private static final long USUAL_QUEUE = 3;
  private static final long LONGEST_QUEUE = 500;

  private final InstantSource clock;
  private volatile State state;

  private record State(Mode mode, Instant since) {}

  Workload(InstantSource clock) {
    this.clock = clock;
    state = new State(Mode.OK, clock.instant());
  }

  /** The answer of {@code /health}: its status code and body. */
  record Health(int code, String json) {}

  Mode mode() {
    return state.mode();
  }

  void change(Mode mode) {
    if (mode != state.mode()) {
      state = new State(mode, clock.instant());
    }
  }

  /** Five more entries for each second of failing. */
  long queueLength() {
    State now = state;
    if (now.mode() != Mode.FAILING) {
      return USUAL_QUEUE;
    }
    long seconds = Duration.between(now.since(), clock.instant()).toSeconds();
    return Math.min(LONGEST_QUEUE, USUAL_QUEUE + 5 * seconds);
  }

  Health health() {
    return switch (mode()) {
      case OK, SLOW -> new Health(200, healthJson("UP", "all is well"));
      case FAILING -> new Health(503, healthJson("DOWN", "the database does not answer"));
    };
  }

  private String healthJson(String status, String message) {
    return "{\"status\":\"%s\",\"queue\":%d,\"message\":\"%s\",\"version\":\"1.0.0\"}"
        .formatted(status, queueLength(), message);
  }
}
