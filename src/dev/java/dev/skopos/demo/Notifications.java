// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The newest notifications received, newest first. */
final class Notifications {

  private static final int KEPT = 100;

  private final InstantSource clock;
  private final Deque<Received> newest = new ArrayDeque<>();

  Notifications(InstantSource clock) {
    this.clock = clock;
  }

  /** One notification: when it came, what it says, and its body as it was sent. */
  record Received(Instant at, String status, List<String> alerts, String body) {}

  /**
   * Takes the body of an Alertmanager webhook, version 4.
   *
   * @throws IllegalArgumentException if it is none
   */
  void receive(String body) {
    Json.Value json = Json.read(body);
    String status = json.text("status");
    if (!json.text("version").equals("4") || status.isEmpty()) {
      throw new IllegalArgumentException("not an Alertmanager webhook of version 4");
    }
    List<String> alerts =
        json.items("alerts").stream().map(Notifications::describe).limit(KEPT).toList();
    Received received = new Received(clock.instant(), status, alerts, body);
    synchronized (newest) {
      newest.addFirst(received);
      if (newest.size() > KEPT) {
        newest.removeLast();
      }
    }
  }

  private static String describe(Json.Value alert) {
    Json.Value labels = alert.member("labels");
    return "%s %s %s: %s"
        .formatted(
            alert.text("status"),
            labels.text("severity"),
            labels.text("alertname"),
            alert.member("annotations").text("summary"))
        .replaceAll(" +", " ");
  }

  List<Received> newest() {
    synchronized (newest) {
      return List.copyOf(newest);
    }
  }

  String json() {
    return newest().stream()
        .map(one -> "{\"receivedAt\":\"%s\",\"body\":%s}".formatted(one.at(), one.body()))
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }
}
