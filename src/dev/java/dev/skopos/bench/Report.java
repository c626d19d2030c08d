// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page with the figures. */
final class Report {

  private final Durations durations;
  private final List<String> rows = new ArrayList<>();
  private final List<String> sections = new ArrayList<>();

  Report(Durations durations) {
    this.durations = durations;
  }

  /** Adds what both programs needed. */
  void add(Workload workload, Map<String, Double> skopos, Map<String, Double> prometheus) {
    for (Workload.Measure measure : workload.measures()) {
      double ours = skopos.getOrDefault(measure.text(), Double.NaN);
      double theirs = prometheus.getOrDefault(measure.text(), Double.NaN);
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.4g | %.4g | %s | %s | %s |",
              workload.name(),
              measure.text(),
              ours,
              theirs,
              theirs == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / theirs),
              measure.must(),
              measure.goal()));
    }
  }

  /** Adds text of its own after the table. */
  void addSection(String markdown) {
    sections.add(markdown);
  }

  String text(List<Workload> workloads) throws IOException {
    List<String> processors = processors();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            """
            # Benchmarks

            Made by `make bench%s` on %s: Skopos and Prometheus 3.15 in turn on the same inputs
            on one machine (%s, %d cores, Java %s). The program that is measured has the first core,
            the load the second; CPU is user and system time of the process. Skopos runs with the
            flags that it ships with, Prometheus with its defaults. %d s are for warming up, %d s are
            measured (W2: the median of three parts; W4: half of it, for warming up and measuring all
            queries; W5: a fifth without and a half with rules; slo: a sixth without and a quarter with
            objectives). `make bench WORKLOAD=W4` measures
            one row.

            The columns *must* and *goal* are the ratios that are wanted.

            | | measure | Skopos | Prometheus | ratio | must | goal |
            |---|---|---|---|---|---|---|
            """,
            scale(),
            LocalDate.now(ZoneOffset.UTC),
            processors.isEmpty() ? System.getProperty("os.arch") : processors.getFirst(),
            processors.size(),
            System.getProperty("java.version"),
            durations.warmUp().toSeconds(),
            durations.measured().toSeconds()));
    rows.forEach(row -> text.append(row).append('\n'));
    text.append('\n');
    workloads.forEach(
        each ->
            text.append("- ")
                .append(each.name())
                .append(": ")
                .append(each.description())
                .append('\n'));
    sections.forEach(section -> text.append('\n').append(section));
    return text.toString();
  }

  /** As it was given to make; nothing for the full time. */
  private String scale() {
    double scale = (double) durations.measured().toMillis() / Durations.FULL.measured().toMillis();
    return scale == 1 ? "" : String.format(Locale.ROOT, " BENCH_SCALE=%.2g", scale);
  }

  /** The model of each core. */
  private static List<String> processors() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .toList();
  }
}
