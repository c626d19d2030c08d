// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo workload over HTTP. */
class DemoTest {

  private static final String NOTIFICATION =
      """
      {"version":"4","status":"firing","receiver":"demo","alerts":[{"status":"firing",
      "labels":{"alertname":"Demo \\"<Down>\\" \\u00e9","severity":"critical"},
      "annotations":{"summary":"it is down"},"startsAt":"2026-01-01T00:00:00Z"}],
      "truncatedAlerts":0,"empty":[],"none":null,"on":true,"n":-1.5e3}
      """;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final HttpClient client = HttpClient.newHttpClient();
  private Demo demo;

  @BeforeEach
  void start() throws Exception {
    demo = new Demo(0, now::get);
  }

  @AfterEach
  void stop() {
    demo.close();
    client.close();
  }

  @Test
  void isHealthyAtFirst() throws Exception {
    HttpResponse<String> health = get("/health");

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(health.body()).contains("\"status\":\"UP\"").contains("\"queue\":3");
  }

  @Test
  void failsWithAGrowingQueueUntilHealed() throws Exception {
    assertThat(post("/mode?set=failing", "").body()).contains("failing");
    now.set(Instant.EPOCH.plusSeconds(10));

    HttpResponse<String> broken = get("/health");
    assertThat(broken.statusCode()).isEqualTo(503);
    assertThat(broken.body()).contains("\"status\":\"DOWN\"").contains("\"queue\":53");

    assertThat(get("/heal").statusCode()).isEqualTo(303);
    assertThat(get("/health").body()).contains("\"queue\":3");
  }

  @Test
  void answersLateWhenSlow() throws Exception {
    post("/mode?set=slow", "");
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("/health").build(), BodyHandlers.ofString());

    assertThat(get("/mode").body()).contains("slow");
    assertThat(answer).isNotDone();
    assertThat(answer.orTimeout(10, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAModeThatItDoesNotHave() throws Exception {
    assertThat(post("/mode?set=purple", "").statusCode()).isEqualTo(400);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void countsRequestsInPrometheusFormat() throws Exception {
    get("/health");
    get("/health");
    get("/wp-login.php");

    String metrics = get("/metrics").body();

    assertThat(metrics)
        .contains("http_requests_total{method=\"GET\",path=\"/health\",status=\"200\"} 2\n")
        .contains("http_requests_total{method=\"GET\",path=\"other\",status=\"404\"} 1\n")
        .contains("http_request_duration_seconds_bucket{path=\"/health\",le=\"+Inf\"} 2\n")
        .contains("http_request_duration_seconds_count{path=\"/health\"} 2\n")
        .contains("# TYPE demo_queue_length gauge\ndemo_queue_length 3\n")
        .contains("demo_mode{mode=\"ok\"} 1\n");
  }

  @Test
  void showsTheNotificationsThatItReceives() throws Exception {
    assertThat(post("/webhook", NOTIFICATION).statusCode()).isEqualTo(200);

    assertThat(get("/received").body())
        .contains("\"receivedAt\":\"1970-01-01T00:00:00Z\"")
        .contains("\"receiver\":\"demo\"");
    assertThat(get("/").body())
        .contains("firing critical Demo &quot;&lt;Down&gt;&quot; é: it is down")
        .doesNotContain("<Down>");
  }

  @Test
  void keepsTheNewestHundredNotifications() throws Exception {
    for (int i = 0; i <= 100; i++) {
      post("/webhook", "{\"version\":\"4\",\"status\":\"firing\",\"groupKey\":\"key-" + i + "\"}");
    }

    assertThat(get("/received").body()).contains("key-100\"").doesNotContain("key-0\"");
  }

  @Test
  void refusesWhatIsNoNotification() throws Exception {
    assertThat(post("/webhook", "{\"version\":").body()).contains("unexpected end");
    assertThat(post("/webhook", "{\"version\":nope}").body()).contains("position 11");
    assertThat(post("/webhook", "[".repeat(1000)).body()).contains("deep");
    assertThat(post("/webhook", "{}").statusCode()).isEqualTo(400);
    assertThat(get("/received").body()).isEqualTo("[]\n");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demo.url() + path)).timeout(Duration.ofSeconds(20));
  }
}
