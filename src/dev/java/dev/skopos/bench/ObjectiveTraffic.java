// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What 300 services count of their requests, every 15 s: how many there were and how many failed,
 * from a week and two hours ago on. It is known exactly, and follows from the number of a step and
 * from the step at which things turn: until then the share of failed requests of each service lies
 * close below or above the limit of one of the tiers of Pyrra's alerts; then it rises beyond, or
 * nothing fails any more, so that within two minutes each service has an alert that begins or ends.
 * Counters begin anew once a day. Thread-safe.
 */
final class ObjectiveTraffic {

  static final int SERVICES = 300;
  static final Duration STEP = Duration.ofSeconds(15);
  static final Duration WINDOW = Duration.ofDays(7);

  /** How much of it is there before the programs start, in steps. */
  static final int PAST = (int) WINDOW.plusHours(2).dividedBy(STEP);

  static final int REQUESTS = 1_000_000;
  private static final int JITTER = 1_000;
  private static final int DAY = (int) Duration.ofDays(1).dividedBy(STEP);
  private static final int LONG_AGO = (int) Duration.ofHours(8).dividedBy(STEP);
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final double BUDGET = 0.01;

  /**
   * How the alert of a tier is brought to begin and to end.
   *
   * @param factor of the budget
   * @param shortSeconds its short window
   * @param longSeconds its long window
   * @param worst the share of failed requests once it has risen
   */
  private record Limit(double factor, int shortSeconds, int longSeconds, double worst) {

    /** Of failed requests, so that it takes so many seconds of the worst to come to the limit. */
    double below(double seconds) {
      double share = factor * BUDGET;
      return share - (worst - share) * seconds / (longSeconds - seconds);
    }

    /** Of failed requests, so that it takes so long without any to come to the limit. */
    double above(double seconds) {
      return factor * BUDGET / (1 - seconds / shortSeconds);
    }
  }

  /** Pyrra's tiers for a window of a week. */
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(14, 60, 15 * 60, 0.28),
          new Limit(7, 8 * 60, 90 * 60, 0.5),
          new Limit(2, 30 * 60, 6 * 3600, 1),
          new Limit(1, 90 * 60, 24 * 3600, 1));

  /** A series: the requests of a service that failed, or that did not. */
  record Counter(int service, boolean failed) {

    static List<Counter> all() {
      return IntStream.range(0, 2 * SERVICES)
          .mapToObj(number -> new Counter(number / 2, number % 2 == 1))
          .toList();
    }

    /** Name and labels as pairs. */
    List<String> labels() {
      return List.of(
          "__name__", "requests_total", "service", name(service), "code", failed ? "500" : "200");
    }
  }

  private final long begin;
  private volatile long turn = Long.MAX_VALUE;

  private ObjectiveTraffic(long begin) {
    this.begin = begin;
  }

  /** Its past ends with the minute that began last. */
  static ObjectiveTraffic until(Instant now) {
    long end = Math.floorDiv(now.toEpochMilli(), MINUTE) * MINUTE;
    return new ObjectiveTraffic(end - PAST * STEP.toMillis());
  }

  static String name(int service) {
    return "s-%03d".formatted(service);
  }

  /** In milliseconds since the epoch. */
  long time(long step) {
    return begin + step * STEP.toMillis();
  }

  /** The newest step at the time. */
  long step(long time) {
    return Math.floorDiv(time - begin, STEP.toMillis());
  }

  /** Things turn at the next minute that begins after the time, which is returned. */
  Instant turnAfter(Instant time) {
    long at = (Math.floorDiv(time.toEpochMilli(), MINUTE) + 1) * MINUTE;
    turn = step(at);
    return Instant.ofEpochMilli(at);
  }

  /** All requests of a service up to a step. */
  long total(int service, long step) {
    return step * REQUESTS + (service * 7919L + step * 104_729) % JITTER;
  }

  /** The failed ones among them. */
  long failed(int service, long step) {
    long turned = turn;
    if (step <= turned) {
      return (long) (before(service) * total(service, step));
    }
    return failed(service, turned)
        + (long) (after(service) * (total(service, step) - total(service, turned)));
  }

  private static boolean rises(int service) {
    return service / LIMITS.size() % 2 == 0;
  }

  private static double before(int service) {
    Limit limit = LIMITS.get(service % LIMITS.size());
    double variety = (double) service / SERVICES;
    boolean quick = limit.shortSeconds() < 2 * 60;
    return rises(service)
        ? limit.below(30 + 40 * variety)
        : limit.above(quick ? 2 + 10 * variety : 25 + 35 * variety);
  }

  private static double after(int service) {
    return rises(service) ? LIMITS.get(service % LIMITS.size()).worst() : 0;
  }

  /** What a counter shows at a step. */
  double value(Counter counter, long step) {
    long phase = PAST - LONG_AGO - counter.service() * 9L;
    long reset = Math.floorDiv(step - 1 - phase, (long) DAY) * DAY + phase;
    return reset <= 0 ? REQUESTS + sum(counter, step) : sum(counter, step) - sum(counter, reset);
  }

  private long sum(Counter counter, long step) {
    long failed = failed(counter.service(), step);
    return counter.failed() ? failed : total(counter.service(), step) - failed;
  }
}
