// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.relabel.RelabelRule.Action;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetBuilderTest {

  private static ScrapeDefinition definition(
      Map<String, List<String>> parameters, RelabelRule... rules) {
    return new ScrapeDefinition(
        new ResourceId("MetricSource", "shop", "cart"),
        "cart",
        new ScrapeDefinition.Schedule(Duration.ofSeconds(90), Duration.ofMillis(1500)),
        new ScrapeDefinition.Request(
            "http",
            "/metrics",
            parameters,
            Optional.empty(),
            HistogramOptions.CLASSIC,
            RequestSecrets.NONE),
        List.of(),
        new ScrapeDefinition.Rewriting(List.of(rules), List.of(), false, true),
        new ScrapeDefinition.Limits(0, 0, 0, 0, 1, 1),
        false);
  }

  private static Optional<Target> build(Map<String, String> labels, RelabelRule... rules)
      throws InvalidTargetException {
    return new TargetBuilder(definition(Map.of(), rules)).build(labels);
  }

  @Test
  void aTargetHasItsAddressAsInstanceAndTheNameOfTheSourceAsJob() throws InvalidTargetException {
    Target target = build(Map.of("__address__", "cart:8080", "team", "shop")).orElseThrow();

    assertThat(target.labels())
        .isEqualTo(Labels.of("instance", "cart:8080", "job", "cart", "team", "shop"));
    assertThat(target.url()).isEqualTo(URI.create("http://cart:8080/metrics"));
    assertThat(target.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(target.timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(target.discovered().toMap())
        .containsEntry("__scheme__", "http")
        .containsEntry("__metrics_path__", "/metrics")
        .containsEntry("__scrape_interval__", "1m30s")
        .containsEntry("__scrape_timeout__", "1s500ms");
  }

  @Test
  void relabelingChangesEverything() throws InvalidTargetException {
    Target target =
        build(
                Map.of("__address__", "[::1]:8080", "__meta_path", "/m", "x", "instance-1"),
                RelabelRule.of(Action.REPLACE, "(.+)", "__meta_path")
                    .to("__metrics_path__", "$1/all"),
                RelabelRule.of(Action.REPLACE, "(.+)", "x").to("instance", "$1"),
                RelabelRule.of(Action.REPLACE, ".*").to("__scheme__", "https"),
                RelabelRule.of(Action.REPLACE, "(.*)m30s", "__scrape_interval__")
                    .to("__scrape_interval__", "${1}d"),
                RelabelRule.of(Action.REPLACE, ".*").to("__param_module", "a b"))
            .orElseThrow();

    assertThat(target.url()).isEqualTo(URI.create("https://[::1]:8080/m/all?module=a+b"));
    assertThat(target.interval()).isEqualTo(Duration.ofDays(1));
    assertThat(target.labels())
        .isEqualTo(Labels.of("instance", "instance-1", "job", "cart", "x", "instance-1"));
  }

  @Test
  void relabelingMayDropATarget() throws InvalidTargetException {
    assertThat(build(Map.of("__address__", "a"), RelabelRule.of(Action.DROP, "a", "__address__")))
        .isEmpty();
  }

  @Test
  void theFirstValueOfAParameterIsALabelAndTheOthersFollow() throws InvalidTargetException {
    TargetBuilder builder =
        new TargetBuilder(definition(Map.of("match[]", List.of("up", "down"), "a", List.of("1"))));

    assertThat(builder.build(Map.of("__address__", "a:1")).orElseThrow().url())
        .isEqualTo(URI.create("http://a:1/metrics?a=1&match%5B%5D=up&match%5B%5D=down"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "__address__,,the address is \"\"",
        "__address__,a/b,the address is \"a/b\"",
        "__address__,user@host,the address is \"user@host\"",
        "__address__,a b,a b: Illegal character",
        "__scheme__,ftp,a:1: the scheme is \"ftp\"; expected http or https",
        "__scrape_interval__,soon,__scrape_interval__ is \"soon\"; expected a duration such as 30s"
            + " or 1m",
        "__scrape_interval__,-5s,__scrape_interval__ is \"-5s\"",
        "__scrape_timeout__,2h,the timeout 2h is longer than the interval 1m30s"
      })
  void whatIsNoTargetIsToldApart(String label, String value, String message) {
    Map<String, String> labels =
        label.equals("__address__")
            ? Map.of(label, value == null ? "" : value)
            : Map.of("__address__", "a:1", label, value);

    assertThatThrownBy(() -> build(labels))
        .isInstanceOf(InvalidTargetException.class)
        .hasMessageContaining(message.replace("\"\"", "\""));
  }
}
