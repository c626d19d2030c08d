// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process that prints how many bytes of heap a group of an objective takes, with what is shown of
 * it, when it was counted for 400 days. Arguments: events a minute, and the share of bad ones.
 */
final class AccountHeapProbe {

  private static final int DAYS = 400;
  private static final int FINE_DAYS = 35;
  private static final int GROUPS = 60;

  private final Random random = new Random(5);
  private final double perMinute;
  private final double badShare;

  private AccountHeapProbe(double perMinute, double badShare) {
    this.perMinute = perMinute;
    this.badShare = badShare;
  }

  /** Measures. */
  public static void main(String[] arguments) {
    AccountHeapProbe probe =
        new AccountHeapProbe(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]));
    // what the first one loads and makes is not its own
    List<Snapshot> all = new ArrayList<>(List.of(probe.snapshot(2)));
    long before = used();
    all.add(probe.snapshot(GROUPS));
    long after = used();
    if (all.getLast().groups().size() != GROUPS) {
      throw new IllegalStateException("not all groups are there");
    }
    System.out.println((after - before) / GROUPS);
  }

  private Snapshot snapshot(int groups) {
    Account account = new Account(Optional.empty());
    Map<Labels, List<Day>> days = HashMap.newHashMap(groups);
    for (int group = 0; group < groups; group++) {
      List<Day> packed = new ArrayList<>();
      for (int day = 0; day < DAYS; day++) {
        packed.add(Day.of(day, traffic(day < DAYS - FINE_DAYS ? Grid.COARSE : 1)));
      }
      days.put(Labels.of("route", "/route/" + group), packed);
    }
    account.load(days);
    account.advance(DAYS * Grid.DAY);
    return account.snapshot();
  }

  private Buckets traffic(int minutes) {
    Buckets buckets = new Buckets(Grid.DAY_MINUTES / minutes);
    double mean = perMinute * minutes;
    for (int i = 0; i < buckets.length(); i++) {
      double total = Math.rint(mean + Math.sqrt(mean) * random.nextGaussian());
      double bad = Math.rint(badShare * mean + Math.sqrt(badShare * mean) * random.nextGaussian());
      buckets.add(i, Math.max(0, bad), Math.max(0, total));
      buckets.minutes()[i] = minutes;
    }
    return buckets;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
