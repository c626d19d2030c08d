// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.net.http.HttpBody;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.net.http.RetryAfter;
import dev.skopos.remote.StoreClient.Reply;
import dev.skopos.wire.SnappyEncoder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends batches by remote write 1.0. As in Prometheus, an answer of 5xx or 429 and none at all mean
 * "again", anything else but 2xx means "never".
 */
final class HttpBatchSender implements BatchSender {

  private static final HttpHeaders HEADERS =
      HttpHeaders.of("Content-Type", "application/x-protobuf")
          .and("Content-Encoding", "snappy")
          .and("X-Prometheus-Remote-Write-Version", "0.1.0");

  private static final int MAX_ANSWER = 4 * 1024;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Bad request, content too large, unprocessable content. */
  private static final Set<Integer> ABOUT_SAMPLES = Set.of(400, 413, 422);

  private final StoreClient client;
  private final RemoteOptions options;
  private final InstantSource clock;

  HttpBatchSender(StoreClient client, RemoteOptions options, InstantSource clock) {
    this.client = client;
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Outcome send(List<QueuedSample> batch) {
    HttpBody body = HttpBody.of(SnappyEncoder.compress(WriteRequest.encode(batch)));
    StoreClient.Call call =
        new StoreClient.Call(
            "POST", options.writeUrl(), HEADERS, body, MAX_ANSWER, options.writeTimeout());
    return switch (client.send(call)) {
      case Reply.Answered(HttpResponse response, String message) -> outcome(response, message);
      case Reply.Unreachable(String message) -> new Outcome.Unavailable(message, Optional.empty());
    };
  }

  private Outcome outcome(HttpResponse response, String message) {
    int code = response.code();
    if (code >= 200 && code < 300) {
      return new Outcome.Acknowledged();
    }
    String text = "the remote store answers a write with " + code + suffix(message);
    return code >= 500 || code == TOO_MANY_REQUESTS
        ? new Outcome.Unavailable(text, RetryAfter.of(response, clock.instant()))
        : new Outcome.Refused("http-" + code, text, ABOUT_SAMPLES.contains(code));
  }

  private static String suffix(String message) {
    return message.isEmpty() ? "" : ": " + message;
  }
}
