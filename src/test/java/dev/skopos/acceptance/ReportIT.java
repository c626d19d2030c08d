// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.jayway.jsonpath.JsonPath;
import dev.skopos.net.TestHttpServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of an objective on the operator's own scrapes: on demand, kept, delivered and shown. */
class ReportIT {

  private static final String KIND = "servicelevelobjectives";
  private static final String REPORT = "/api/skopos/v1/reports/objectives/default/own";
  private static final String KEPT =
      "/api/skopos/v1/reports?kind=ServiceLevelObjective&namespace=default&name=own";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static GreenMail mail;
  private static Operator operator;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    receiver = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", "smtp");
    setup.setServerStartupTimeout(10_000);
    mail = new GreenMail(setup);
    mail.start();
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: mail, namespace: default}
        spec:
          email:
            host: 127.0.0.1
            port: %d
            security: NONE
            from: skopos@shop.test
            to: [boss@shop.test]
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {name: own, namespace: default}
        spec:
          targetPercent: "99"
          interval: 10s
          indicator: {boolGauge: {metric: up}}
          reports:
          - name: daily
            schedule: "0 6 1 1 *"
            period: Day
            formats: [html, csv]
            channels: [{name: mail}, {name: hook}]
        """
            .formatted(mail.getSmtp().getPort()));
    operator = started();
  }

  private static Operator started() {
    return Operator.start(
        cluster.operatorKubeconfig(folder),
        folder.resolve("data"),
        Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    mail.stop();
    receiver.close();
    cluster.close();
  }

  private static HttpResponse<String> get(String path) {
    return operator.get(path, "");
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  @Test
  void isMadeOnDemand() {
    eventually(() -> get(REPORT + "?period=month&format=csv").statusCode() == 200);

    HttpResponse<String> page = get(REPORT + "?period=month");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("style-src 'unsafe-inline'");
    assertThat(page.body()).contains("default/own");
    assertThat(get("/ui/objectives/default/own").body())
        .contains(REPORT + "?period=month", "/ui/reports?namespace=default&amp;name=own");
  }

  @Test
  void errorsAreProblems() {
    HttpResponse<String> missing = get("/api/skopos/v1/reports/objectives/default/none?period=day");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(get("/api/skopos/v1/reports/none").statusCode()).isEqualTo(404);
    assertThat(get("/api/skopos/v1/reports?kind=Pod").statusCode()).isEqualTo(400);
  }

  /** A channel that does not exist yet gets its report after a kill, and the others no second. */
  @Test
  void isKeptDeliveredAndShownAlsoAfterAKill() throws Exception {
    eventually(
        () ->
            cluster
                .conditionMessage(KIND, "default", "own", "Ready")
                .contains("NotificationChannel default/hook does not exist"));
    cluster.kubectl("annotate", KIND, "own", "skopos.dev/report-now=first");

    eventually(() -> mail.getReceivedMessages().length > 0);
    mailHasTheReport(mail.getReceivedMessages()[0]);
    eventually(() -> states().equals(List.of("Waiting", "Delivered")));
    assertThat(JsonPath.<List<String>>read(get(KEPT).body(), "$.data[*].deliveries[*].reason"))
        .containsExactly("the channel does not exist or was never valid", "");
    eventually(
        () ->
            cluster
                .value(KIND, "default", "own", ".status.handledTriggers")
                .contains("\"skopos.dev/report-now\":\"first\""));

    operator.kill();
    operator = started();
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: default}
        spec:
          webhook: {url: "%s"}
        """
            .formatted(receiver.url("/hook")));

    eventually(() -> states().equals(List.of("Delivered", "Delivered")));
    assertThat(receiver.requests()).hasSize(1);
    assertThat(mail.getReceivedMessages()).hasSize(1);
    String body = receiver.requests().getFirst().body();
    assertThat(JsonPath.<String>read(body, "$.kind")).isEqualTo("Report");
    assertThat(JsonPath.<String>read(body, "$.report.name")).isEqualTo("own");
    linksLeadToTheReport(JsonPath.read(body, "$.url"));
  }

  /** In order of the channels' names. */
  private static List<String> states() {
    return JsonPath.read(get(KEPT).body(), "$.data[*].deliveries[*].state");
  }

  private static void mailHasTheReport(MimeMessage message) throws Exception {
    assertThat(message.getSubject()).startsWith("Report: default/own, ");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getBodyPart(1).getFileName()).endsWith(".html");
    assertThat(parts.getBodyPart(2).getFileName()).endsWith(".csv");
  }

  private static void linksLeadToTheReport(String url) {
    String path = url.substring(operator.uri("").toString().length());
    assertThat(get(path).headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    HttpResponse<String> csv = get(path + "?format=csv");
    assertThat(csv.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(get(path + "?format=markdown").statusCode()).isEqualTo(404);
    assertThat(get("/ui/reports").body()).contains("default/own", path + "?format=csv");
    assertThat(get("/ui/reports?namespace=elsewhere").body()).doesNotContain(path);
  }
}
