// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.bench.ObjectiveTraffic.Counter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The past of the traffic as OpenMetrics, from which promtool makes blocks. */
final class TrafficText {

  private TrafficText() {}

  static void write(ObjectiveTraffic traffic, Path file) throws IOException {
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      for (Counter counter : Counter.all()) {
        String name =
            "requests_total{service=\"%s\",code=\"%s\"} "
                .formatted(counter.labels().get(3), counter.labels().get(5));
        for (int step = 0; step <= ObjectiveTraffic.PAST; step++) {
          text.append(name).append(Long.toString((long) traffic.value(counter, step)));
          text.append(' ').append(Long.toString(traffic.time(step) / 1000)).append('\n');
        }
      }
      text.append("# EOF\n");
    }
  }
}
