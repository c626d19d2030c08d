// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W4: the range queries with which Prometheus measures its own engine, through HTTP. */
final class QueryWorkload implements Workload {

  private static final long INTERVAL_SECONDS = 10;
  private static final int INTERVALS = 8_640 + 10_000;
  private static final int INTERVALS_PER_REQUEST = 20;
  private static final int MOST_RUNS = 15;
  private static final double RELATIVE_TOLERANCE = 1e-12;
  private static final Measure MEAN = new Measure("geometric mean of latency, ms", "1.0", "0.5");
  private static final Measure WORST = new Measure("worst case, ratio", "4", "1.5");
  private static final Measure DIFFERENT = new Measure("answers that differ", "0", "0");

  /** An expression at a number of steps. */
  record Case(String expression, int steps) {}

  private static final List<Case> FIXED =
      List.of(
          new Case("rate(a_X[1m])", 10_000),
          new Case("rate(sparse[1m])", 10_000),
          new Case("rate(a_X[1m] smoothed)", 10_000),
          new Case("rate(sparse[1m] smoothed)", 10_000),
          new Case("a_X - b_X", 10_000),
          new Case("count_values('value', h_X)", 100),
          new Case("count({__name__!=\"\"})", 1),
          new Case("count({__name__!=\"\",l=\"\"})", 1));

  private static final List<String> AT_ONE_AND_AT_A_THOUSAND =
      List.of(
          "a_X",
          "rate(a_X[1m])",
          "rate(a_X[1m] smoothed)",
          "double_exponential_smoothing(a_X[1d], 0.3, 0.3)",
          "changes(a_X[1d])",
          "rate(a_X[1d])",
          "absent_over_time(a_X[1d])",
          "-a_X",
          "a_X - b_X",
          "a_X and b_X{l=~'.*[0-4]$'}",
          "a_X or b_X{l=~'.*[0-4]$'}",
          "a_X unless b_X{l=~'.*[0-4]$'}",
          "a_X and b_X{l='notfound'}",
          "abs(a_X)",
          "label_replace(a_X, 'l2', '$1', 'l', '(.*)')",
          "label_join(a_X, 'l2', '-', 'l', 'l')",
          "sum(a_X)",
          "avg(a_X)",
          "sum without (l)(h_X)",
          "sum without (le)(h_X)",
          "sum by (l)(h_X)",
          "sum by (le)(h_X)",
          "topk(1, a_X)",
          "topk(5, a_X)",
          "limitk(1, a_X)",
          "limitk(5, a_X)",
          "limit_ratio(0.1, a_X)",
          "limit_ratio(0.5, a_X)",
          "limit_ratio(-0.5, a_X)",
          "rate(a_X[1m]) + rate(b_X[1m])",
          "sum without (l)(rate(a_X[1m]))",
          "sum without (l)(rate(a_X[1m])) / sum without (l)(rate(b_X[1m]))",
          "histogram_quantile(0.9, rate(h_X[5m]))",
          "a_X + on(l) group_right a_one",
          "timestamp(a_X)");

  private final ObjectMapper json = new ObjectMapper();
  private final long start =
      (Instant.now().getEpochSecond() / INTERVAL_SECONDS - INTERVALS) * INTERVAL_SECONDS;

  /** The answers of the program that ran first, and how long they took. */
  private final Map<Case, JsonNode> expected = new LinkedHashMap<>();

  private final Map<Case, Double> first = new LinkedHashMap<>();
  private final StringBuilder details = new StringBuilder();

  @Override
  public String name() {
    return "W4";
  }

  @Override
  public String description() {
    return cases().size() + " range queries of Prometheus' own benchmark, through HTTP";
  }

  @Override
  public List<Measure> measures() {
    return List.of(MEAN, WORST, DIFFERENT);
  }

  /** Latency of each case, one per line, for whoever looks for the slow ones. */
  String details() {
    return details.toString();
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Case fixed : FIXED) {
      sizes(fixed.expression()).forEach(each -> cases.add(new Case(each, fixed.steps())));
    }
    for (String expression : AT_ONE_AND_AT_A_THOUSAND) {
      for (String sized : sizes(expression)) {
        cases.add(new Case(sized, 1));
        cases.add(new Case(sized, 1_000));
      }
    }
    return cases;
  }

  private static List<String> sizes(String expression) {
    return expression.contains("X")
        ? List.of(expression.replace("X", "one"), expression.replace("X", "hundred"))
        : List.of(expression);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    try (MeasuredProcess _ = program.start();
        Api api = new Api(program)) {
      load(api);
      long perCase = durations.measured().dividedBy(2).toNanos() / cases().size();
      double logarithms = 0;
      double worst = 1;
      int different = 0;
      for (Case each : cases()) {
        JsonNode answer = json.readTree(ask(api, each)).path("data").path("result");
        double latency = latency(api, each, perCase);
        logarithms += Math.log(latency);
        details.append(program.name()).append(' ').append(each).append(' ').append(latency);
        if (expected.containsKey(each)) {
          worst = Math.max(worst, latency / first.getOrDefault(each, latency));
          if (!same(each, expected.getOrDefault(each, answer), answer)) {
            different++;
            details.append(" DIFFERENT");
          }
        } else {
          expected.put(each, answer);
          first.put(each, latency);
        }
        details.append('\n');
      }
      return figures(Math.exp(logarithms / cases().size()), worst, different);
    }
  }

  private static Map<String, Double> figures(double mean, double worst, int different) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(MEAN.text(), mean);
    figures.put(WORST.text(), worst);
    figures.put(DIFFERENT.text(), (double) different);
    return figures;
  }

  /** The median in milliseconds, after half of the time for warming up. */
  private double latency(Api api, Case each, long nanos) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    do {
      ask(api, each);
    } while (System.nanoTime() - begin < nanos / 2);
    List<Double> taken = new ArrayList<>();
    begin = System.nanoTime();
    do {
      long before = System.nanoTime();
      ask(api, each);
      taken.add((System.nanoTime() - before) / 1e6);
    } while (taken.size() < 3
        || (taken.size() < MOST_RUNS && System.nanoTime() - begin < nanos / 2));
    double[] sorted = taken.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private String ask(Api api, Case each) throws IOException, InterruptedException {
    long end = start + INTERVALS * INTERVAL_SECONDS;
    return api.post(
        "/api/v1/query_range",
        Map.of(
            "query", each.expression(),
            "start", Long.toString(end - each.steps() * INTERVAL_SECONDS),
            "end", Long.toString(end),
            "step", Long.toString(INTERVAL_SECONDS)));
  }

  private static boolean same(Case asked, JsonNode expected, JsonNode actual) {
    if (asked.expression().startsWith("limitk")) {
      // any of the series are as good as others
      return expected.size() == actual.size();
    }
    Map<String, JsonNode> byLabels = new LinkedHashMap<>();
    expected.forEach(series -> byLabels.put(labels(series), series.path("values")));
    if (expected.size() != actual.size()) {
      return false;
    }
    for (JsonNode series : actual) {
      JsonNode values = byLabels.get(labels(series));
      if (values == null || !sameValues(values, series.path("values"))) {
        return false;
      }
    }
    return true;
  }

  private static String labels(JsonNode series) {
    List<String> labels = new ArrayList<>();
    series
        .path("metric")
        .properties()
        .forEach(label -> labels.add(label.getKey() + "=" + label.getValue().asText()));
    labels.sort(null);
    return labels.toString();
  }

  private static boolean sameValues(JsonNode expected, JsonNode actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      double wanted = expected.get(i).get(1).asDouble();
      double got = actual.get(i).get(1).asDouble();
      boolean near = Math.abs(wanted - got) <= RELATIVE_TOLERANCE * Math.abs(wanted);
      if (expected.get(i).get(0).asDouble() != actual.get(i).get(0).asDouble()
          || !(near || Double.compare(wanted, got) == 0)) {
        return false;
      }
    }
    return true;
  }

  private void load(Api api) throws IOException, InterruptedException {
    List<byte[]> series = series();
    byte[][] sparse = new byte[50][];
    for (int i = 0; i < sparse.length; i++) {
      sparse[i] =
          WriteRequest.encodeLabels(List.of("__name__", "sparse", "l", Integer.toString(i)));
    }
    WriteRequest request = new WriteRequest();
    for (int from = 0; from < INTERVALS; from += INTERVALS_PER_REQUEST) {
      for (int i = 0; i < series.size(); i++) {
        add(request, series.get(i), from, (double) i / series.size(), 1);
      }
      int label = from / (INTERVALS / 50 / INTERVALS_PER_REQUEST * INTERVALS_PER_REQUEST);
      add(request, sparse[Math.min(label, 49)], from, 0, series.size());
      api.write(request.take());
    }
  }

  private void add(WriteRequest request, byte[] labels, int from, double offset, int divisor) {
    long[] timestamps = new long[INTERVALS_PER_REQUEST];
    double[] values = new double[INTERVALS_PER_REQUEST];
    for (int i = 0; i < INTERVALS_PER_REQUEST; i++) {
      timestamps[i] = (start + (from + i) * INTERVAL_SECONDS) * 1000;
      values[i] = (double) (from + i) / divisor + offset;
    }
    request.add(labels, timestamps, values);
  }

  private static List<byte[]> series() {
    List<byte[]> series = new ArrayList<>();
    for (int size : new int[] {1, 100}) {
      String suffix = size == 1 ? "one" : "hundred";
      for (int i = 0; i < size; i++) {
        List<String> label = size == 1 ? List.of() : List.of("l", "" + i);
        add(series, "a_" + suffix, label);
        add(series, "b_" + suffix, label);
        for (int bucket = 0; bucket <= 10; bucket++) {
          List<String> labels = new ArrayList<>(label);
          labels.addAll(List.of("le", bucket == 10 ? "+Inf" : "" + bucket));
          add(series, "h_" + suffix, labels);
        }
      }
    }
    return series;
  }

  private static void add(List<byte[]> series, String name, List<String> labels) {
    List<String> all = new ArrayList<>(List.of("__name__", name));
    all.addAll(labels);
    series.add(WriteRequest.encodeLabels(all));
  }
}
