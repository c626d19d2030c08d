// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W8: a kill, and how long it takes until all is there again. */
final class ReplayWorkload implements Workload {

  private static final int SERIES = 200_000;
  private static final int BATCH = 500;
  private static final int SAMPLES = 240;
  private static final int SAMPLES_PER_REQUEST = 40;
  private static final long STEP_MILLIS = 15_000;
  private static final Measure READY = new Measure("seconds from the start to ready", "1.5", "0.7");
  private static final Measure LOST = new Measure("acknowledged samples lost", "0", "0");

  @Override
  public String name() {
    return "W8";
  }

  @Override
  public String description() {
    return "200,000 series with 240 samples each by remote write, then kill -9 and a new start";
  }

  @Override
  public List<Measure> measures() {
    return List.of(READY, LOST);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    long end = Instant.now().toEpochMilli() / STEP_MILLIS * STEP_MILLIS;
    long start = end - (SAMPLES - 1) * STEP_MILLIS;
    MeasuredProcess first = program.start();
    try {
      write(program, start);
    } finally {
      first.kill();
    }
    try (MeasuredProcess second = program.start();
        Api api = new Api(program)) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(READY.text(), second.timeToReady().toMillis() / 1000.0);
      figures.put(LOST.text(), (double) SERIES * SAMPLES - kept(api, end));
      return figures;
    }
  }

  private static void write(Contender program, long start)
      throws IOException, InterruptedException {
    byte[][] labels = new byte[SERIES][];
    for (int i = 0; i < SERIES; i++) {
      List<String> pairs = new ArrayList<>(SeriesSet.labels(i % SeriesSet.SERIES_PER_TARGET));
      int target = i / SeriesSet.SERIES_PER_TARGET;
      pairs.addAll(List.of("instance", "10.0.0." + target + ":8080", "job", "bench"));
      labels[i] = WriteRequest.encodeLabels(pairs);
    }
    WriteRequest request = new WriteRequest();
    try (Api api = new Api(program)) {
      for (int part = 0; part < SAMPLES; part += SAMPLES_PER_REQUEST) {
        for (int batch = 0; batch < SERIES; batch += BATCH) {
          for (int i = batch; i < batch + BATCH; i++) {
            add(request, labels[i], i, part, start);
          }
          api.write(request.take());
        }
      }
    }
  }

  private static void add(WriteRequest request, byte[] labels, int series, int part, long start) {
    long[] timestamps = new long[SAMPLES_PER_REQUEST];
    double[] values = new double[SAMPLES_PER_REQUEST];
    int target = series / SeriesSet.SERIES_PER_TARGET;
    for (int i = 0; i < SAMPLES_PER_REQUEST; i++) {
      timestamps[i] = start + (part + i) * STEP_MILLIS;
      values[i] = SeriesSet.value(target, series % SeriesSet.SERIES_PER_TARGET, part + i);
    }
    request.add(labels, timestamps, values);
  }

  /** Counted name by name, so that no limit of a query stands in the way. */
  private static double kept(Api api, long end) throws IOException, InterruptedException {
    double kept = 0;
    for (String name : SeriesSet.names()) {
      String query = "sum(count_over_time(%s{job=\"bench\"}[2h]))".formatted(name);
      String answer =
          api.post("/api/v1/query", Map.of("query", query, "time", Double.toString(end / 1000.0)));
      JsonNode result = new ObjectMapper().readTree(answer).path("data").path("result");
      kept += result.isEmpty() ? 0 : result.get(0).path("value").get(1).asDouble();
    }
    return kept;
  }
}
