// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.Severity;
import dev.skopos.net.SecretReference;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestHttpServer;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookChannelTest extends ChannelContract {

  private static final SecretReference TOKEN = SecretReference.secret("shop", "hook", "token");
  private static final SecretReference CA = SecretReference.configMap("shop", "ca", "ca.crt");

  private ChannelSettings.Method method = ChannelSettings.Method.POST;
  private List<ChannelSettings.Header> headers = List.of();
  private Optional<String> body = Optional.empty();
  private Optional<SecretReference> ca = Optional.empty();

  @Override
  ChannelSettings settings() {
    return new ChannelSettings.Webhook(method, new TextSource.Referenced(URL), headers, body, ca);
  }

  @Test
  void theBodyIsAlertmanagersVersion4() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String pretty =
        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(received()));
    Golden.assertEquals("webhook.json", pretty);
  }

  @Test
  void aReportHasAFormOfItsOwn() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String pretty =
        mapper
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(mapper.readTree(receivedReport()));
    Golden.assertEquals("webhook-report.json", pretty);
  }

  @Test
  void theFingerprintIsThatOfPrometheus() {
    // As prometheus/common's LabelsToSignature gives them.
    assertThat(Fingerprint.of(new TreeMap<>())).isEqualTo("cbf29ce484222325");
    assertThat(Fingerprint.of(new TreeMap<>(Map.of("name", "garland, briggs"))))
        .isEqualTo("5a8d270069d52249");
    assertThat(
            Fingerprint.of(new TreeMap<>(Map.of("alertname", "Disk", "instance", "zürich:9100"))))
        .isEqualTo("cc5a58b05b570659");
  }

  @Test
  void theMethodMayBePut() throws Exception {
    method = ChannelSettings.Method.PUT;
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("/").toString());
      channels().open(settings()).send(SampleNotifications.mixed(), Duration.ofSeconds(10));

      assertThat(server.requests().getFirst().method()).isEqualTo("PUT");
    }
  }

  @Test
  void aMessageTellsOfFiveHundredAlertsAndHowManyItLeavesOut() throws Exception {
    NotifiedAlert[] many =
        IntStream.range(0, 507)
            .mapToObj(i -> SampleNotifications.alert("a:" + i, Severity.INFO, null))
            .toArray(NotifiedAlert[]::new);
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("/").toString());
      channels().open(settings()).send(SampleNotifications.of(many), Duration.ofSeconds(10));

      JsonNode sent = new ObjectMapper().readTree(server.requests().getFirst().body());
      assertThat(sent.path("alerts").size()).isEqualTo(500);
      assertThat(sent.path("truncatedAlerts").asInt()).isEqualTo(7);
      assertThat(sent.path("status").asText()).isEqualTo("firing");
    }
  }

  @Test
  void longTextsMakeAMessageTellOfFewerAlertsButOfOne() {
    NotifiedAlert one = SampleNotifications.alert("x".repeat(400_000), Severity.INFO, null);

    assertThat(SampleNotifications.of(one, one).truncated()).isEqualTo(1);
    assertThat(SampleNotifications.of(one).truncated()).isZero();
  }

  @Test
  void aTemplateMakesTheBody() throws Exception {
    body =
        Optional.of(
            "{{ .Status }} {{ len .Alerts.Firing }}/{{ len .Alerts }} {{ .CommonLabels.alertname }}"
                + "{{ range .Alerts.Resolved }} {{ .Labels.instance }} {{ .EndsAt.Format \"15:04\""
                + " }}{{ end }} {{ .GroupLabels.SortedPairs.Values | join \",\" }}");
    assertThat(received()).isEqualTo("firing 1/2 DiskFilling b:9100 12:05 DiskFilling");
  }

  @Test
  void aTemplateIsForAlertsAndLeavesReportsAsTheyAre() throws Exception {
    String usual = receivedReport();
    body = Optional.of("{{ .Status }}");

    assertThat(receivedReport()).isEqualTo(usual);
  }

  @Test
  void aTemplateThatDoesNotParseIsRefusedWithItsLine() {
    body = Optional.of("one\n{{ .Status");
    assertThatThrownBy(() -> channels().open(settings()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template webhook.body, line 2: unclosed action");
  }

  @Test
  void aTemplateThatFailsIsNotRetried() throws Exception {
    secrets.put(URL, "http://127.0.0.1:1/");
    body = Optional.of("{{ .Nope }}");
    SendResult.Failed failed = failed(send(Duration.ofSeconds(1)));
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.MESSAGE);
    assertThat(failed.reason()).contains("can't evaluate field Nope");
  }

  @Test
  void headersComeFromSecretsAndAreNotShown() throws Exception {
    secrets.put(TOKEN, "Bearer " + SECRET + "\n");
    headers =
        List.of(
            new ChannelSettings.Header("Authorization", new TextSource.Referenced(TOKEN)),
            new ChannelSettings.Header("X-Team", new TextSource.Literal("storage")));
    try (TestHttpServer server =
        TestHttpServer.start(
            exchange ->
                exchange.answer(
                    403, "you sent " + exchange.request().headers().get("authorization")))) {
      secrets.put(URL, server.url("/").toString());
      SendResult.Failed failed = failed(send(Duration.ofSeconds(10)));
      assertThat(failed.reason()).endsWith("answered 403: you sent ...");
      assertThat(server.requests().getFirst().headers())
          .containsEntry("authorization", "Bearer " + SECRET)
          .containsEntry("x-team", "storage")
          .containsEntry("content-type", "application/json");
    }
  }

  @Test
  void aCertificateIsCheckedAgainstTheGivenAuthority() throws Exception {
    var identity = TestCertificates.selfSigned(TestCertificates.Wish.host("shop.test"));
    var context = TestCertificates.serverContext(identity, Optional.empty());
    try (TestHttpServer server =
        TestHttpServer.startTls(context, exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("shop.test", "/").toString());
      assertThat(failed(send(Duration.ofSeconds(10))).kind()).isEqualTo(SendResult.Kind.TLS);
      ca = Optional.of(CA);
      secrets.put(CA, identity.caPem());
      assertThat(send(Duration.ofSeconds(10))).isEqualTo(new SendResult.Delivered());
    }
  }
}
