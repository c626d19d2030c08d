// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.bench.forecast.ForecastFigures;
import dev.skopos.devcluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares Skopos with Prometheus. Arguments: the path of the program prometheus, then the names of
 * the workloads (none: all, and docs/benchmarks.md is written; {@code counting}: how long events of
 * objectives take). The system property {@code bench.scale} shortens the time of measuring; {@code
 * bench.only} runs one of the two programs or {@code forecast}, and {@code bench.m4} is the folder
 * of the M4 series for it.
 */
public final class Bench {

  /** Not a comparison: a section of its own. */
  private static final String COUNTING = "counting";

  private Bench() {}

  /** See {@link Bench}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path prometheus = Path.of(arguments[0]);
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    if (wanted.equals(List.of(COUNTING))) {
      System.out.println(new CountingFigures().section());
      return;
    }
    ForecastFigures forecasts =
        new ForecastFigures(Optional.ofNullable(System.getProperty("bench.m4")).map(Path::of));
    if (wanted.equals(List.of(ForecastFigures.NAME))
        || ForecastFigures.NAME.equals(System.getProperty("bench.only"))) {
      System.out.println(forecasts.section());
      return;
    }
    QueryWorkload queries = new QueryWorkload();
    ObjectiveWorkload objectives = new ObjectiveWorkload();
    List<Workload> all =
        List.of(
            new ScrapeWorkload(),
            new SnapshotWorkload(),
            new WriteWorkload(),
            queries,
            new RuleWorkload(),
            new ReplayWorkload(),
            objectives);
    List<Workload> workloads =
        all.stream().filter(each -> wanted.isEmpty() || wanted.contains(each.name())).toList();
    if (workloads.isEmpty()) {
      throw new IllegalArgumentException(
          "no workload %s; there are %s"
              .formatted(wanted, all.stream().map(Workload::name).toList()));
    }
    Durations durations =
        Durations.FULL.scaled(Double.parseDouble(System.getProperty("bench.scale", "1")));
    Report report = new Report(durations);
    for (Workload workload : workloads) {
      // the second one is compared with the first
      Map<String, Double> theirs = prometheus(workload, prometheus, durations);
      report.add(workload, skopos(workload, durations), theirs);
    }
    String text = report.text(workloads);
    System.out.println(text);
    System.out.println(queries.details());
    System.out.println(objectives.section());
    if (wanted.isEmpty()) {
      report.addSection(new OperatorFigures(durations).section());
      report.addSection(objectives.section());
      report.addSection(new CountingFigures().section());
      report.addSection(forecasts.section());
      text = report.text(workloads);
      Files.writeString(Path.of("docs/benchmarks.md"), text);
    }
  }

  private static boolean skipped(String program) {
    return !System.getProperty("bench.only", program).equals(program);
  }

  private static Map<String, Double> prometheus(
      Workload workload, Path program, Durations durations)
      throws IOException, InterruptedException {
    if (skipped("prometheus")) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory("skopos-bench-prometheus");
    try (Contender contender = new PrometheusContender(program, folder)) {
      return workload.run(contender, durations);
    } finally {
      Folders.delete(folder);
    }
  }

  private static Map<String, Double> skopos(Workload workload, Durations durations)
      throws IOException, InterruptedException {
    if (skipped("skopos")) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory("skopos-bench");
    try (ControlPlane cluster = ControlPlane.start(ControlPlane.Options.temporary());
        Contender contender = new SkoposContender(cluster, folder)) {
      return workload.run(contender, durations);
    } finally {
      Folders.delete(folder);
    }
  }
}
