// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.MINUTE;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Targets with a histogram each that change how they expose it: as a classic one, a native one or
 * both, with the bucket of the threshold or without; they restart, vanish for a while and come
 * back.
 */
final class RandomHistograms {

  static final Indicator.Latency LATENCY =
      new Indicator.Latency(List.of(Matcher.equal("__name__", "duration_seconds")), 0.25);

  private static final long INTERVAL = 20_000;

  private final RawSamples samples;
  private final Random random;
  private final List<Target> targets = new ArrayList<>();

  RandomHistograms(RawSamples samples, Random random) {
    this.samples = samples;
    this.random = random;
    for (int i = 0; i < 3; i++) {
      targets.add(new Target("host-" + i, i));
    }
  }

  private final class Target {
    private final Labels series;
    private final long phase = random.nextInt((int) INTERVAL);
    private boolean classic;
    private boolean bucket = true;
    private boolean exposedNative;
    private double below;
    private double above;
    private long downUntil;
    private boolean restarted;

    private Target(String instance, int kind) {
      series = Labels.of("__name__", "duration_seconds", "job", "shop", "instance", instance);
      classic = kind != 1;
      exposedNative = kind != 0;
    }

    private void scrape(long time) {
      if (time < downUntil) {
        return;
      }
      int event = random.nextInt(150);
      if (event == 0) {
        downUntil = time + random.nextInt((int) (20 * MINUTE));
        end(time, true, true, true);
        return;
      }
      if (event < 4) {
        change(time, event == 1);
      } else if (event == 4) {
        begin();
      }
      below += restarted ? 0 : random.nextInt(20);
      above += restarted ? 0 : random.nextInt(5);
      restarted = false;
      expose(time);
    }

    private void begin() {
      below = 0;
      above = 0;
      restarted = true;
    }

    /** Another way to expose it, by a setting of the scrape or by a new version. */
    private void change(long time, boolean newVersion) {
      boolean wasClassic = classic;
      boolean hadBucket = classic && bucket;
      boolean wasNative = exposedNative;
      int kind = random.nextInt(3);
      classic = kind != 1;
      exposedNative = kind != 0;
      bucket = random.nextInt(4) > 0;
      if (newVersion) {
        begin();
      }
      end(
          time,
          wasClassic && !classic,
          hadBucket && !(classic && bucket),
          wasNative && !exposedNative);
    }

    private void end(long time, boolean count, boolean within, boolean whole) {
      if (count) {
        samples.add(named("_count"), time, Sample.STALE);
      }
      if (within) {
        samples.add(named("_bucket").with("le", "0.25"), time, Sample.STALE);
      }
      if (whole) {
        samples.add(series, time, Histogram.STALE);
      }
    }

    private void expose(long time) {
      if (classic) {
        samples.add(named("_count"), time, below + above);
        samples.add(named("_bucket").with("le", "+Inf"), time, below + above);
        if (bucket) {
          samples.add(named("_bucket").with("le", "0.25"), time, below);
        }
      }
      if (exposedNative) {
        samples.add(series, time, histogram());
      }
    }

    private Labels named(String suffix) {
      return series.with("__name__", "duration_seconds" + suffix);
    }

    /** Exponential with factor 2: (0.125, 0.25] has index -2, (4, 8] has 3. */
    private Histogram histogram() {
      return Histogram.exponential(
          ResetHint.UNKNOWN,
          0,
          0.001,
          0,
          below + above,
          1,
          new Buckets(new int[] {-2, 3}, new double[] {below, above}),
          Buckets.NONE);
    }
  }

  /** Scrapes after one time and up to another. */
  void scrape(long after, long to) {
    for (Target target : targets) {
      long base = Math.floorDiv(after - target.phase, INTERVAL) * INTERVAL + target.phase;
      for (long time = base + INTERVAL; time <= to; time += INTERVAL) {
        target.scrape(time);
      }
    }
  }
}
