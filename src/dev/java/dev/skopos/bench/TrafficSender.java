// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.bench.ObjectiveTraffic.Counter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends each step of the traffic when it is due: first at once what is missed since the past. */
final class TrafficSender implements AutoCloseable {

  private final Api api;
  private final ObjectiveTraffic traffic;
  private final List<Counter> counters = Counter.all();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;

  TrafficSender(Contender program, ObjectiveTraffic traffic) {
    this.api = new Api(program);
    this.traffic = traffic;
    sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  private void send() throws IOException, InterruptedException {
    List<byte[]> labels =
        counters.stream().map(each -> WriteRequest.encodeLabels(each.labels())).toList();
    WriteRequest request = new WriteRequest();
    for (long step = ObjectiveTraffic.PAST + 1L; !thread.isShutdown(); step++) {
      long[] time = {traffic.time(step)};
      TimeUnit.MILLISECONDS.sleep(time[0] - System.currentTimeMillis());
      for (int i = 0; i < labels.size(); i++) {
        request.add(labels.get(i), time, new double[] {traffic.value(counters.get(i), step)});
      }
      api.write(request.take());
    }
  }

  void requireNoFailure() throws IOException, InterruptedException {
    if (sending.isDone()) {
      try {
        sending.get();
      } catch (ExecutionException e) {
        throw new IOException("the sender failed: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
    api.close();
  }
}
