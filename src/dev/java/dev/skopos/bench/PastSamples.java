// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of scraped targets that are sent by remote write, as if they had been scraped.
 *
 * @param series of whole targets
 * @param samples of each series
 * @param step between two samples of a series
 * @param start time of the first sample, in milliseconds since the epoch
 */
record PastSamples(int series, int samples, Duration step, long start) {

  private static final int BATCH = 500;
  private static final int SAMPLES_PER_REQUEST = 40;

  /** How many there are. */
  long count() {
    return (long) series * samples;
  }

  /** Sends them all, a part of the time after the other; returns when they are acknowledged. */
  void send(Contender program) throws IOException, InterruptedException {
    byte[][] labels = new byte[series][];
    for (int i = 0; i < series; i++) {
      labels[i] = labels(i);
    }
    WriteRequest request = new WriteRequest();
    try (Api api = new Api(program)) {
      for (int part = 0; part < samples; part += SAMPLES_PER_REQUEST) {
        for (int batch = 0; batch < series; batch += BATCH) {
          for (int i = batch; i < batch + BATCH; i++) {
            add(request, labels[i], i, part);
          }
          api.write(request.take());
        }
      }
    }
  }

  private static byte[] labels(int series) {
    List<String> pairs = new ArrayList<>(SeriesSet.labels(series % SeriesSet.SERIES_PER_TARGET));
    int target = series / SeriesSet.SERIES_PER_TARGET;
    pairs.addAll(List.of("instance", "10.0.0." + target + ":8080", "job", "bench"));
    return WriteRequest.encodeLabels(pairs);
  }

  private void add(WriteRequest request, byte[] labels, int number, int part) {
    int length = Math.min(SAMPLES_PER_REQUEST, samples - part);
    long[] timestamps = new long[length];
    double[] values = new double[length];
    int target = number / SeriesSet.SERIES_PER_TARGET;
    for (int i = 0; i < length; i++) {
      timestamps[i] = start + (part + i) * step.toMillis();
      values[i] = SeriesSet.value(target, number % SeriesSet.SERIES_PER_TARGET, part + i);
    }
    request.add(labels, timestamps, values);
  }
}
