// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** W1: scraping. */
final class ScrapeWorkload implements Workload {

  static final int TARGETS = 100;
  private static final int INTERVAL_SECONDS = 5;
  private static final Measure CPU = new Measure("CPU s per million samples", "1.5", "0.8");
  private static final Measure MEMORY = new Measure("resident memory, MiB", "1.6", "1.2");
  private static final Measure MISSED = new Measure("missed scrapes", "0", "0");

  @Override
  public String name() {
    return "W1";
  }

  @Override
  public String description() {
    return "scraping 100 targets with 1,000 series each every 5 s";
  }

  @Override
  public List<Measure> measures() {
    return List.of(CPU, MEMORY, MISSED);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    program.scrape(PayloadServer.addresses(TARGETS));
    try (PayloadServer targets = new PayloadServer(TARGETS);
        MeasuredProcess process = program.start()) {
      TimeUnit.MILLISECONDS.sleep(durations.warmUp().toMillis());
      double cpu = process.cpuSeconds();
      long served = targets.served();
      TimeUnit.MILLISECONDS.sleep(durations.measured().toMillis());
      long scrapes = targets.served() - served;
      double samples = (double) scrapes * SeriesSet.SERIES_PER_TARGET;
      long planned = durations.measured().toSeconds() / INTERVAL_SECONDS * TARGETS;
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(CPU.text(), (process.cpuSeconds() - cpu) / samples * 1e6);
      figures.put(MEMORY.text(), (double) process.residentMebibytes());
      // the edges of the time that is measured cut through one round of scrapes
      figures.put(MISSED.text(), (double) Math.max(0, planned - TARGETS - scrapes));
      return figures;
    }
  }
}
