// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** W1b: what scraped samples take on disk. */
final class SnapshotWorkload implements Workload {

  private static final int TARGETS = 20;
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration SPAN = Duration.ofHours(3);
  private static final Measure SIZE = new Measure("bytes of the blocks per sample", "1.0", "0.8");

  @Override
  public String name() {
    return "W1b";
  }

  @Override
  public String description() {
    return "3 h of the samples of %d such targets by remote write with past time stamps; the size of"
            .formatted(TARGETS)
        + " a snapshot, with what is in memory";
  }

  @Override
  public List<Measure> measures() {
    return List.of(SIZE);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    PastSamples samples =
        new PastSamples(
            TARGETS * SeriesSet.SERIES_PER_TARGET,
            (int) SPAN.dividedBy(STEP),
            STEP,
            Instant.now().minus(SPAN).toEpochMilli());
    try (MeasuredProcess _ = program.start();
        Api api = new Api(program)) {
      samples.send(program);
      String answer = api.post("/api/v1/admin/tsdb/snapshot", Map.of());
      String name = new ObjectMapper().readTree(answer).path("data").path("name").asText();
      long bytes = bytes(program.data().resolve("snapshots").resolve(name));
      return Map.of(SIZE.text(), (double) bytes / samples.count());
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(file -> file.isFile()).mapToLong(f -> f.length()).sum();
    }
  }
}
