// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What happens in a test, minute by minute: events come at the very end of their minute. Gives the
 * accounts as they are at an instant.
 */
public final class Course {

  private static final Duration FINE = Duration.ofDays(35);

  private final Instant since;
  private final int minutes;
  private final Map<Labels, Sums> groups = new TreeMap<>();

  /** Of what happened before each minute. */
  private static final class Sums {
    private final double[] bad;
    private final double[] total;
    private final int[] minutes;

    Sums(int length) {
      bad = new double[length];
      total = new double[length];
      minutes = new int[length];
    }
  }

  /** Counting begins at an instant, which is a whole quarter of an hour, and lasts so long. */
  public Course(Instant since, Duration length) {
    this.since = since;
    this.minutes = (int) length.toMinutes();
  }

  /** One group without labels; minutes are counted from the begin on. */
  public static Course of(Instant since, Duration length, LongFunction<Events> minute) {
    return new Course(since, length).with(Labels.EMPTY, minute);
  }

  public Course with(Labels group, LongFunction<Events> minute) {
    Sums sums = new Sums(minutes + 1);
    for (int i = 0; i < minutes; i++) {
      Events events = minute.apply(i);
      sums.bad[i + 1] = sums.bad[i] + events.bad();
      sums.total[i + 1] = sums.total[i] + events.total();
      sums.minutes[i + 1] = sums.minutes[i] + events.minutes();
    }
    groups.put(group, sums);
    return this;
  }

  /** A minute with samples. */
  public static Events minute(double bad, double total) {
    return new Events(bad, total, 1);
  }

  /** What is known at the instant. */
  public Accounts at(Instant until) {
    return new View(until);
  }

  private final class View implements Accounts {
    private final Instant until;

    View(Instant until) {
      this.until = until;
    }

    @Override
    public List<Labels> groups() {
      List<Labels> known = new ArrayList<>();
      groups.forEach(
          (group, sums) -> {
            if (sums.total[index(until)] > 0) {
              known.add(group);
            }
          });
      return known;
    }

    @Override
    public Instant since() {
      return since;
    }

    @Override
    public Instant until() {
      return until;
    }

    @Override
    public Instant edge(Instant instant) {
      long grid = instant.isBefore(until.minus(FINE)) ? 900 : 60;
      return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), grid) * grid);
    }

    @Override
    public Events between(Labels group, Instant from, Instant to) {
      Sums sums = groups.get(group);
      int begin = index(edge(from));
      int end = index(to.isBefore(until) ? edge(to) : until);
      return sums == null || end <= begin
          ? Events.NONE
          : new Events(
              sums.bad[end] - sums.bad[begin],
              sums.total[end] - sums.total[begin],
              sums.minutes[end] - sums.minutes[begin]);
    }

    private int index(Instant instant) {
      return Math.clamp(Duration.between(since, instant).toMinutes(), 0, minutes);
    }
  }
}
