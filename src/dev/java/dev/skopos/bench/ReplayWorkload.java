// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W8: a kill, and how long it takes until all is there again. */
final class ReplayWorkload implements Workload {

  private static final int SERIES = 200_000;
  private static final int SAMPLES = 240;
  private static final Duration STEP = Duration.ofSeconds(15);
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
    long end = Instant.now().toEpochMilli();
    long start = end - (SAMPLES - 1) * STEP.toMillis();
    PastSamples samples = new PastSamples(SERIES, SAMPLES, STEP, start);
    MeasuredProcess first = program.start();
    try {
      samples.send(program);
    } finally {
      first.kill();
    }
    try (MeasuredProcess second = program.start();
        Api api = new Api(program)) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(READY.text(), second.timeToReady().toMillis() / 1000.0);
      figures.put(LOST.text(), (double) samples.count() - kept(api, end));
      return figures;
    }
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
