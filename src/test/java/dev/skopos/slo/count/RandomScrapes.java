// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Targets with counters, as they come and go: they restart, fail to answer, get new series, which
 * begin at zero, and vanish for a while.
 */
final class RandomScrapes {
  private static final int TARGETS = 4;

  private final RawSamples samples;
  private final Random random;
  private final List<Target> targets = new ArrayList<>();
  private long interval = 15_000;

  RandomScrapes(RawSamples samples, Random random) {
    this.samples = samples;
    this.random = random;
    for (int i = 0; i < TARGETS; i++) {
      targets.add(new Target("host-" + i + ":80"));
    }
  }

  RandomScrapes every(long millis) {
    interval = millis;
    return this;
  }

  private final class Target {
    private final String instance;
    private final List<Counter> counters = new ArrayList<>();
    private final long phase = random.nextInt(15_000);
    private long downUntil = random.nextInt(3) == 0 ? CounterLab.START + 40 * 60_000 : 0;

    private Target(String instance) {
      this.instance = instance;
      grow();
      grow();
      // one that has counted for long
      counters.getFirst().value = 1_000_000_000;
    }

    private void grow() {
      String code = List.of("200", "404", "500", "503").get(random.nextInt(4));
      String route = "/r" + random.nextInt(3);
      Labels labels =
          CounterLab.requests(instance, code)
              .with("route", route)
              .with("shard", "" + counters.size());
      counters.add(new Counter(labels));
    }

    private void scrape(long time) {
      if (time < downUntil) {
        return;
      }
      int event = random.nextInt(300);
      if (event == 0) {
        downUntil = time + random.nextInt(5_400_000);
      } else if (event == 1) {
        counters.forEach(counter -> counter.value = random.nextInt(3));
      } else if (event == 2 && counters.size() < 8) {
        grow();
      } else if (event == 3) {
        counters.forEach(counter -> samples.add(counter.labels, time, Sample.STALE));
        return;
      }
      Labels up = Labels.of("__name__", "probe_success", "job", "shop", "instance", instance);
      samples.add(up, time, random.nextInt(10) == 0 ? 0 : 1);
      for (Counter counter : counters) {
        counter.value += counter.step();
        samples.add(counter.labels, time, counter.value);
      }
    }
  }

  private final class Counter {
    private final Labels labels;
    private final boolean whole = random.nextInt(4) > 0;
    private double value;

    private Counter(Labels labels) {
      this.labels = labels;
    }

    private double step() {
      if (random.nextInt(3) == 0) {
        return 0;
      }
      return whole ? random.nextInt(50) : random.nextDouble();
    }
  }

  /** Scrapes after one time and up to another. */
  void scrape(long after, long to) {
    for (Target target : targets) {
      long base = Math.floorDiv(after - target.phase, interval) * interval + target.phase;
      for (long time = base + interval; time <= to; time += interval) {
        target.scrape(time);
      }
    }
  }
}
