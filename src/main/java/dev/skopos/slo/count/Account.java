// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.CountingDefinition.Slices;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The buckets of one objective: whole days packed, the newest hours open. Not thread-safe; the
 * snapshots are.
 */
final class Account {

  /** A day of a group. */
  record Place(Labels group, long day) {}

  private static final class Group {
    private GroupDays days = GroupDays.NONE;
    private final Map<Long, OpenHour> open = new HashMap<>();
    private long lastSeen = NEVER;

    private void see(long hour, Buckets buckets) {
      int minute = buckets.lastSeen();
      if (minute >= 0) {
        lastSeen = Math.max(lastSeen, hour * Grid.HOUR + (minute + 1) * Grid.MINUTE);
      }
    }
  }

  private static final int OPEN_HOURS = 2;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Optional<Slices> slices;
  private final Map<Labels, Group> groups = new HashMap<>();
  private Set<Place> changed = new HashSet<>();
  private long until = Long.MIN_VALUE;
  private long newestHour = NEVER;
  private long agedDay = NEVER;

  Account(Optional<Slices> slices) {
    this.slices = slices;
  }

  Set<Labels> groups() {
    return groups.keySet();
  }

  long until() {
    return until;
  }

  /** Puts saved days in their place. */
  void load(Map<Labels, List<Day>> days) {
    days.forEach(
        (labels, list) -> {
          Group group = group(labels);
          group.days = GroupDays.of(list);
          group.lastSeen = group.days.lastSeen();
        });
  }

  private Group group(Labels labels) {
    return groups.computeIfAbsent(labels, _ -> new Group());
  }

  /** The time of the newest sample, to the minute; long ago when there is none. */
  long newest() {
    return groups.values().stream().mapToLong(group -> group.lastSeen).max().orElse(NEVER);
  }

  /**
   * Samples were read up to the time: what is no longer new is packed, what is old dropped. It is
   * the samples that make it old: a clock that is ahead drops nothing.
   */
  void advance(long to) {
    until = to;
    long hour = Grid.hourOf(to);
    if (hour > newestHour) {
      newestHour = hour;
      groups.forEach((labels, group) -> seal(labels, group, hour - OPEN_HOURS));
    }
    long day = Math.floorDiv(reference(), Grid.DAY);
    if (day > agedDay) {
      agedDay = day;
      groups.forEach(this::age);
      groups.values().removeIf(group -> group.days.list().isEmpty() && group.open.isEmpty());
    }
  }

  /** What the age of days is told by. */
  private long reference() {
    return Math.min(until, newest() + Grid.DAY);
  }

  /** Forgets the group that has had no samples for longest, when it has none since the time. */
  Optional<Labels> forgetIdle(long since) {
    Optional<Labels> idle =
        groups.entrySet().stream()
            .filter(group -> group.getValue().lastSeen < since)
            .min(Comparator.comparingLong(group -> group.getValue().lastSeen))
            .map(Map.Entry::getKey);
    idle.ifPresent(this::forget);
    return idle;
  }

  private void forget(Labels labels) {
    Group gone = group(labels);
    gone.days.list().forEach(day -> changed.add(new Place(labels, day.number())));
    gone.open.keySet().forEach(hour -> changed.add(new Place(labels, Grid.dayOfHour(hour))));
    groups.remove(labels);
  }

  /** Forgets what lies after the time, in hours to come. */
  void rewind(long to) {
    long hour = Grid.hourOf(to);
    until = to;
    newestHour = hour;
    groups.forEach((labels, group) -> rewind(labels, group, hour));
  }

  private void rewind(Labels labels, Group group, long last) {
    for (Long hour : List.copyOf(group.open.keySet())) {
      if (hour > last) {
        group.open.remove(hour);
        changed.add(new Place(labels, Grid.dayOfHour(hour)));
      }
    }
    for (Day day : group.days.list()) {
      Day before = day.until(Math.clamp(last + 1 - 24 * day.number(), 0, 24));
      if (before != day) {
        group.days = group.days.with(before);
        changed.add(new Place(labels, day.number()));
      }
    }
    group.lastSeen = Math.min(group.lastSeen, until);
  }

  private void seal(Labels labels, Group group, long lastSealed) {
    group
        .open
        .entrySet()
        .removeIf(
            hour -> {
              boolean sealed = hour.getKey() <= lastSealed;
              if (sealed) {
                pack(labels, group, hour.getKey(), hour.getValue());
              }
              return sealed;
            });
  }

  private void pack(Labels labels, Group group, long hour, OpenHour open) {
    long number = Grid.dayOfHour(hour);
    Day day = group.days.find(number);
    Day base = day == null ? emptyDay(number) : day;
    group.days = group.days.with(base.withHour(Math.floorMod(hour, 24), open.view(until)));
    changed.add(new Place(labels, number));
  }

  private Day emptyDay(long number) {
    boolean coarse = number < Grid.firstFineDay(reference());
    return Day.of(number, new Buckets(Grid.DAY_MINUTES / (coarse ? Grid.COARSE : 1)));
  }

  private void age(Labels labels, Group group) {
    long fine = Grid.firstFineDay(reference());
    for (Day day : group.days.list()) {
      if (day.number() < fine && !day.isCoarse()) {
        group.days = group.days.with(day.coarse());
        changed.add(new Place(labels, day.number()));
      }
    }
    group.days = group.days.without(Grid.firstDay(reference()));
  }

  /** Adds what was counted of an hour. */
  void add(long hour, Map<Labels, Buckets> counted) {
    counted.forEach(
        (labels, more) -> {
          change(labels, hour, open -> open.add(more));
          group(labels).see(hour, more);
        });
  }

  /**
   * What was counted again takes the place of what is there.
   *
   * @param known see {@link OpenHour#replace}
   */
  void replace(long hour, OpenHour.Known known, Map<Labels, Buckets> again) {
    Set<Labels> all = new HashSet<>(groups.keySet());
    all.addAll(again.keySet());
    for (Labels labels : all) {
      Buckets buckets = again.get(labels);
      if (buckets != null || hasAnything(labels, hour)) {
        Buckets counted = buckets == null ? new Buckets(Grid.HOUR_MINUTES) : buckets;
        group(labels).see(hour, counted);
        change(labels, hour, open -> open.replace(counted, known, until));
      }
    }
  }

  private boolean hasAnything(Labels labels, long hour) {
    Group group = group(labels);
    return group.open.containsKey(hour) || group.days.find(Grid.dayOfHour(hour)) != null;
  }

  private interface Change {
    void apply(OpenHour hour);
  }

  private void change(Labels labels, long hour, Change change) {
    Group group = group(labels);
    OpenHour open = group.open.get(hour);
    OpenHour changing = open == null ? open(group, hour) : open;
    change.apply(changing);
    if (hour > newestHour - OPEN_HOURS) {
      group.open.put(hour, changing);
      changed.add(new Place(labels, Grid.dayOfHour(hour)));
    } else {
      pack(labels, group, hour, changing);
    }
  }

  /** Takes an hour out of its day. */
  private OpenHour open(Group group, long hour) {
    Day day = group.days.find(Grid.dayOfHour(hour));
    if (day == null) {
      return new OpenHour(hour, slices, new Buckets(Grid.HOUR_MINUTES));
    }
    int hourOfDay = Math.floorMod(hour, 24);
    Buckets kept = day.hour(hourOfDay);
    if (!kept.isEmpty()) {
      group.days = group.days.with(day.withHour(hourOfDay, new Buckets(Grid.HOUR_MINUTES)));
    }
    return new OpenHour(hour, slices, kept);
  }

  /** Groups with events that are bad, or good, of a total that was never there. */
  List<Labels> groupsWithoutTotal() {
    return groups.entrySet().stream()
        .filter(group -> isWithoutTotal(group.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static boolean isWithoutTotal(Group group) {
    return group.lastSeen == NEVER
        && (group.days.hasBad() || group.open.values().stream().anyMatch(OpenHour::hasBad));
  }

  /** The days that changed since the last call. */
  Set<Place> takeChanged() {
    Set<Place> taken = changed;
    changed = new HashSet<>();
    return taken;
  }

  Snapshot snapshot() {
    SortedMap<Labels, Snapshot.Group> all = new TreeMap<>();
    groups.forEach(
        (labels, group) -> {
          Map<Long, Buckets> open = HashMap.newHashMap(group.open.size());
          group.open.forEach((hour, buckets) -> open.put(hour, buckets.view(until)));
          all.put(labels, new Snapshot.Group(group.days, open));
        });
    return new Snapshot(all, until);
  }
}
