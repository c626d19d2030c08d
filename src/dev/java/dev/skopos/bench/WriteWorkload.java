// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** W2: remote write as fast as it is taken. */
final class WriteWorkload implements Workload {

  private static final int SERIES = 100_000;
  private static final int BATCH = 2_000;
  private static final int SENDERS = 4;
  private static final long STEP_MILLIS = 15_000;
  private static final int WINDOWS = 3;
  private static final Measure CPU = new Measure("CPU s per million samples", "1.4", "0.8");
  private static final Measure SPEED = new Measure("seconds per million samples", "", "");

  @Override
  public String name() {
    return "W2";
  }

  @Override
  public String description() {
    return "remote write, 100,000 series in batches of 2,000 by 4 senders, as fast as it is taken";
  }

  @Override
  public List<Measure> measures() {
    return List.of(CPU, SPEED);
  }

  @Override
  public Map<String, Double> run(Contender program, Durations durations)
      throws IOException, InterruptedException {
    try (MeasuredProcess process = program.start();
        Senders senders = new Senders(program)) {
      TimeUnit.MILLISECONDS.sleep(durations.warmUp().toMillis());
      double[] cpu = new double[WINDOWS];
      double[] speed = new double[WINDOWS];
      long window = durations.measured().toMillis() / WINDOWS;
      for (int i = 0; i < WINDOWS; i++) {
        double cpuBefore = process.cpuSeconds();
        long sentBefore = senders.sent();
        long begin = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(window);
        double millions = (senders.sent() - sentBefore) / 1e6;
        cpu[i] = (process.cpuSeconds() - cpuBefore) / millions;
        speed[i] = (System.nanoTime() - begin) / 1e9 / millions;
      }
      senders.requireNoFailure();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(CPU.text(), median(cpu));
      figures.put(SPEED.text(), median(speed));
      return figures;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Each sends its share of the series, step by step. */
  private static final class Senders implements AutoCloseable {

    private final Api api;
    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final List<Future<?>> tasks = new ArrayList<>();

    Senders(Contender program) {
      api = new Api(program);
      long start = Instant.now().minusSeconds(24 * 3600).toEpochMilli();
      for (int sender = 0; sender < SENDERS; sender++) {
        int first = sender * (SERIES / SENDERS);
        tasks.add(
            threads.submit(
                () -> {
                  send(first, start);
                  return null;
                }));
      }
    }

    private void send(int first, long start) throws IOException, InterruptedException {
      byte[][] labels = new byte[SERIES / SENDERS][];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = labels(first + i);
      }
      WriteRequest request = new WriteRequest();
      for (long step = 0; !stopped.get(); step++) {
        for (int batch = 0; batch < labels.length && !stopped.get(); batch += BATCH) {
          int end = Math.min(batch + BATCH, labels.length);
          for (int i = batch; i < end; i++) {
            int series = first + i;
            int target = series / SeriesSet.SERIES_PER_TARGET;
            double value = SeriesSet.value(target, series % SeriesSet.SERIES_PER_TARGET, step);
            request.add(labels[i], new long[] {start + step * STEP_MILLIS}, new double[] {value});
          }
          api.write(request.take());
          sent.addAndGet(end - batch);
        }
      }
    }

    private static byte[] labels(int series) {
      List<String> labels = new ArrayList<>(SeriesSet.labels(series % SeriesSet.SERIES_PER_TARGET));
      int target = series / SeriesSet.SERIES_PER_TARGET;
      labels.addAll(List.of("instance", "10.0.0." + target + ":8080", "job", "bench"));
      return WriteRequest.encodeLabels(labels);
    }

    long sent() {
      return sent.get();
    }

    void requireNoFailure() throws IOException, InterruptedException {
      stopped.set(true);
      for (Future<?> task : tasks) {
        try {
          task.get();
        } catch (ExecutionException e) {
          throw new IOException("a sender failed: " + e.getMessage(), e);
        }
      }
    }

    @Override
    public void close() {
      stopped.set(true);
      threads.close();
      api.close();
    }
  }
}
