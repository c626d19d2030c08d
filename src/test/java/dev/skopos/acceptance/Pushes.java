// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Sends samples by remote write.
 *
 * @param token of somebody who may send
 */
record Pushes(Operator operator, String token) {

  /** Sends one series; labels and their values take turns. */
  void push(SortedMap<Instant, Double> samples, String... labels) {
    Message series = new Message();
    for (int i = 0; i < labels.length; i += 2) {
      series = series.message(1, new Message().text(1, labels[i]).text(2, labels[i + 1]));
    }
    for (Instant at : samples.keySet()) {
      double value = samples.getOrDefault(at, Double.NaN);
      series = series.message(2, new Message().float64(1, value).varint(2, at.toEpochMilli()));
    }
    byte[] body = SnappyWriter.block(new Message().message(1, series).toBytes());
    int status =
        operator
            .send(
                HttpRequest.newBuilder(operator.uri("/api/v1/write"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-protobuf")
                    .header("Content-Encoding", "snappy")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build())
            .statusCode();
    assertThat(status).isEqualTo(204);
  }
}
