// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** W5: rules. What they cost is what is used above scraping alone. */
final class RuleWorkload implements Workload {

  private static final int INTERVAL_SECONDS = 15;
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Measure CPU = new Measure("CPU s per 1,000 evaluated rules", "1.0", "0.5");
  private static final Measure DIFFERENT = new Measure("results that differ", "0", "0");

  private static final double RELATIVE_TOLERANCE = 1e-12;

  private final RuleSet rules = new RuleSet();
  private final ObjectMapper json = new ObjectMapper();

  /** The results of the program that ran first. */
  private final Map<String, Double> expected = new HashMap<>();

  @Override
  public String name() {
    return "W5";
  }

  @Override
  public String description() {
    return "2,000 alerting and 500 recording rules every 15 s, each over 20 of the series of W1,"
        + " which do not change; what they need above scraping alone";
  }

  @Override
  public List<Measure> measures() {
    return List.of(CPU, DIFFERENT);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    program.scrape(PayloadServer.addresses(ScrapeWorkload.TARGETS));
    try (PayloadServer _ = PayloadServer.still(ScrapeWorkload.TARGETS);
        MeasuredProcess process = program.start();
        Api api = new Api(program)) {
      Duration half = durations.warmUp().dividedBy(2);
      TimeUnit.MILLISECONDS.sleep(half.toMillis());
      double without = cores(process, durations.measured().dividedBy(5));
      program.evaluate(rules);
      awaitResults(api);
      TimeUnit.MILLISECONDS.sleep(half.toMillis());
      double with = cores(process, durations.measured().dividedBy(2));
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(CPU.text(), (with - without) * INTERVAL_SECONDS / RuleSet.RULES * 1_000);
      figures.put(DIFFERENT.text(), (double) different(results(api)));
      return figures;
    }
  }

  private static double cores(MeasuredProcess process, Duration time)
      throws IOException, InterruptedException {
    double before = process.cpuSeconds();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    return (process.cpuSeconds() - before) * 1_000 / time.toMillis();
  }

  private void awaitResults(Api api) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!ask(api, "count({__name__=~\"bench:rule_.+\"})")
        .path(0)
        .path("value")
        .path(1)
        .asText()
        .equals(Integer.toString(RuleSet.RECORDING_RULES))) {
      if (System.nanoTime() - begin > LONGEST.toNanos()) {
        throw new IllegalStateException("the rules are not evaluated within " + LONGEST);
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** What each recording rule wrote, and which alerts are there. */
  private Map<String, Double> results(Api api) throws IOException, InterruptedException {
    Map<String, Double> results = new HashMap<>();
    ask(
            api,
            "label_replace({__name__=~\"bench:rule_.+\"}, \"rule\", \"$1\", \"__name__\","
                + " \"(.+)\")")
        .forEach(
            series ->
                results.put(
                    series.path("metric").path("rule").asText(),
                    series.path("value").path(1).asDouble()));
    ask(api, "count by (alertname) (ALERTS{alertname=~\"Bench.+\"})")
        .forEach(
            series ->
                results.put(
                    series.path("metric").path("alertname").asText(),
                    series.path("value").path(1).asDouble()));
    return results;
  }

  private JsonNode ask(Api api, String query) throws IOException, InterruptedException {
    return json.readTree(api.post("/api/v1/query", Map.of("query", query)))
        .path("data")
        .path("result");
  }

  private long different(Map<String, Double> results) {
    if (expected.isEmpty()) {
      expected.putAll(results);
    }
    long missing = expected.keySet().stream().filter(key -> !results.containsKey(key)).count();
    return missing
        + results.entrySet().stream()
            .filter(each -> !near(each.getValue(), expected.get(each.getKey())))
            .count();
  }

  /** The order in which numbers are added is not told. */
  private static boolean near(double result, @Nullable Double expected) {
    return expected != null
        && (Double.compare(result, expected) == 0
            || Math.abs(result - expected) <= RELATIVE_TOLERANCE * Math.abs(expected));
  }
}
