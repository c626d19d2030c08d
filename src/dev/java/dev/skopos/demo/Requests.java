// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests, and writes the counts in Prometheus' text format. */
final class Requests {

  private static final double[] BOUNDS = {0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5};

  private final Map<String, Long> totals = new TreeMap<>();
  private final Map<String, Histogram> durations = new TreeMap<>();

  private static final class Histogram {
    private final long[] buckets = new long[BOUNDS.length];
    private long count;
    private double sum;

    private void record(double seconds) {
      count++;
      sum += seconds;
      for (int i = 0; i < BOUNDS.length; i++) {
        if (seconds <= BOUNDS[i]) {
          buckets[i]++;
        }
      }
    }
  }

  /** Method and path must come from a closed set: each pair is a series. */
  synchronized void record(String method, String path, int status, Duration took) {
    String total = "method=\"%s\",path=\"%s\",status=\"%d\"".formatted(method, path, status);
    totals.merge(total, 1L, Long::sum);
    durations
        .computeIfAbsent("path=\"" + path + "\"", _ -> new Histogram())
        .record(took.toNanos() / 1e9);
  }

  synchronized String text(Workload workload) {
    StringBuilder text = new StringBuilder();
    head(text, "http_requests_total", "counter", "Requests answered.");
    totals.forEach((labels, count) -> line(text, "http_requests_total", labels, count.toString()));
    head(text, "http_request_duration_seconds", "histogram", "How long answers took.");
    durations.forEach((labels, histogram) -> lines(text, labels, histogram));
    head(text, "demo_queue_length", "gauge", "Entries that wait for the database.");
    text.append("demo_queue_length ").append(workload.queueLength()).append('\n');
    head(text, "demo_mode", "gauge", "1 for the mode that is set.");
    for (Mode mode : Mode.values()) {
      String value = mode == workload.mode() ? "1" : "0";
      line(text, "demo_mode", "mode=\"" + mode.lowerCase() + "\"", value);
    }
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP %1$s %2$s\n# TYPE %1$s %3$s\n".formatted(name, help, type));
  }

  private static void line(StringBuilder text, String name, String labels, String value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  private static void lines(StringBuilder text, String labels, Histogram histogram) {
    String name = "http_request_duration_seconds";
    for (int i = 0; i < BOUNDS.length; i++) {
      String le = labels + ",le=\"" + BOUNDS[i] + "\"";
      line(text, name + "_bucket", le, Long.toString(histogram.buckets[i]));
    }
    line(text, name + "_bucket", labels + ",le=\"+Inf\"", Long.toString(histogram.count));
    line(text, name + "_sum", labels, Double.toString(histogram.sum));
    line(text, name + "_count", labels, Long.toString(histogram.count));
  }
}
