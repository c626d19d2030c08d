// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.net.TestHttpServer;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackChannelTest extends ChannelContract {

  private ChannelSettings.SlackTexts texts = ChannelSettings.SlackTexts.USUAL;

  @Override
  ChannelSettings settings() {
    return new ChannelSettings.Slack(
        URL,
        Optional.of("#storage"),
        Optional.of("Skopos"),
        Optional.of(":lighthouse:"),
        Optional.empty(),
        texts,
        Optional.empty());
  }

  @Test
  void theMessageIsAnAttachmentWithTheColourOfTheWorstAlert() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String pretty =
        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(received()));
    Golden.assertEquals("slack.json", pretty);
  }

  @Test
  void aReportHasAFormOfItsOwn() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    String pretty =
        mapper
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(mapper.readTree(receivedReport()));
    Golden.assertEquals("slack-report.json", pretty);
  }

  @Test
  void templatesMakeTitleAndText() throws Exception {
    texts =
        new ChannelSettings.SlackTexts(
            Optional.of("{{ .Status }} <{{ .CommonLabels.alertname }}>"),
            Optional.of(
                "*{{ len .Alerts }}*{{ range .Alerts }} {{ .Annotations.summary }}{{ end }}"));

    JsonNode attachment = new ObjectMapper().readTree(received()).path("attachments").path(0);

    assertThat(attachment.path("title").asText()).isEqualTo("firing &lt;DiskFilling&gt;");
    assertThat(attachment.path("text").asText()).startsWith("*2* a:9100 has &lt;5% left &amp;");
  }

  @Test
  void aTemplateThatDoesNotParseIsSaidWithItsField() {
    texts = new ChannelSettings.SlackTexts(Optional.of("{{ nosuch }}"), Optional.empty());

    assertThatThrownBy(() -> channels().open(settings()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("slack.title");
  }

  @Test
  void whenNothingFiresAnyMoreTheMessageIsGreen() throws Exception {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("/").toString());
      channels().open(settings()).send(SampleNotifications.resolved(), Duration.ofSeconds(10));
      JsonNode attachment =
          new ObjectMapper()
              .readTree(server.requests().getFirst().body())
              .path("attachments")
              .path(0);
      assertThat(attachment.path("color").asText()).isEqualTo("good");
      assertThat(attachment.path("title").asText())
          .isEqualTo("[RESOLVED] DiskFilling (critical) in shop");
    }
  }
}
