// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of Prometheus and Alertmanager, with the results that those document or test. */
class PrometheusFunctionsTest {

  private static final QueryFunction VECTOR =
      expression -> {
        if (expression.equals("broken")) {
          throw new QueryFunction.QueryFailedException("parse error");
        }
        return expression.equals("missing")
            ? List.of()
            : List.of(
                new TemplateSample(Labels.of("instance", "b", "__value__", "x"), 21),
                new TemplateSample(Labels.of("instance", "a"), 11));
      };

  private static final TemplateContext CONTEXT =
      TemplateContext.text(
          "http://skopos.test:8080/path/prefix", Instant.parse("2026-03-01T12:00:00Z"), VECTOR);

  private static String render(String text, Object data) throws TemplateException {
    return Template.parse("test", text).execute(data, CONTEXT);
  }

  private static String render(String text) throws TemplateException {
    return render(text, Map.of());
  }

  private static String each(String function, Object... values) throws TemplateException {
    return render("{{ range . }}{{ " + function + " . }}:{{ end }}", List.of(values));
  }

  @Test
  void humanize() throws Exception {
    assertThat(each("humanize", 0.0, 1.0, 1234567.0, .12)).isEqualTo("0:1:1.235M:120m:");
    assertThat(each("humanize", "0.0", "1.0", "1234567.0", ".12")).isEqualTo("0:1:1.235M:120m:");
    assertThat(each("humanize", 0L, -1L, 1L, 1234567L, Long.MAX_VALUE))
        .isEqualTo("0:-1:1:1.235M:9.223E:");
    assertThat(each("humanize", 999.0, 1000.0, -0.00012)).isEqualTo("999:1k:-120u:");
  }

  @Test
  void humanize1024() throws Exception {
    assertThat(each("humanize1024", 0.0, 1.0, 1048576.0, .12)).isEqualTo("0:1:1Mi:0.12:");
    assertThat(each("humanize1024", 0L, -1L, 1L, 1234567L, Long.MAX_VALUE))
        .isEqualTo("0:-1:1:1.177Mi:8Ei:");
  }

  @Test
  void humanizeDuration() throws Exception {
    double negative = -(86400 * 2 + 3600 * 3 + 60 * 4 + 5);
    assertThat(each("humanizeDuration", 0.0, 1.0, 60.0, 3600.0, 86400.0, 90000.0, negative, 899.99))
        .isEqualTo("0s:1s:1m 0s:1h 0m 0s:1d 0h 0m 0s:1d 1h 0m 0s:-2d 3h 4m 5s:14m 59s:");
    assertThat(each("humanizeDuration", .1, .0001, .12345, 60.1, 60.5, 1.2345, 12.345))
        .isEqualTo("100ms:100us:123.5ms:1m 0s:1m 0s:1.234s:12.35s:");
    assertThat(each("humanizeDuration", 0L, -1L, 1L, 1234567L))
        .isEqualTo("0s:-1s:1s:14d 6h 56m 7s:");
  }

  @Test
  void humanizePercentage() throws Exception {
    assertThat(each("humanizePercentage", -0.22222, 0.0, 0.1234567, 1.23456, "0.1234567"))
        .isEqualTo("-22.22%:0%:12.35%:123.5%:12.35%:");
    assertThat(each("humanizePercentage", 0L, -1L, 1L, 1234567L, Long.MAX_VALUE))
        .isEqualTo("0%:-100%:100%:1.235e+08%:9.223e+20%:");
  }

  @Test
  void humanizeTimestamp() throws Exception {
    assertThat(each("humanizeTimestamp", 0L, -1L, 1234567L, 1435065584.128, "1435065584.128"))
        .isEqualTo(
            "1970-01-01 00:00:00 +0000 UTC:1969-12-31 23:59:59 +0000 UTC:"
                + "1970-01-15 06:56:07 +0000 UTC:2015-06-23 13:19:44.128 +0000 UTC:"
                + "2015-06-23 13:19:44.128 +0000 UTC:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"humanize", "humanize1024", "humanizeDuration", "humanizeTimestamp"})
  void infinityAndNotANumber(String function) throws Exception {
    assertThat(
            each(function, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, "+Inf"))
        .isEqualTo("+Inf:-Inf:NaN:+Inf:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "stripPort \"foo.example.com\" ~ foo.example.com",
        "stripPort \"foo.example.com:12345\" ~ foo.example.com",
        "stripPort \"192.0.2.1:12345\" ~ 192.0.2.1",
        "stripPort \"2001:0DB8::1\" ~ 2001:0DB8::1",
        "stripPort \"[2001:0DB8::1]:12345\" ~ 2001:0DB8::1",
        "stripPort \"[2001:0DB8::1]::12345\" ~ [2001:0DB8::1]::12345",
        "stripDomain \"foo.example.com:12345\" ~ foo:12345",
        "stripDomain \"foo.example.com\" ~ foo",
        "stripDomain \"192.0.2.1:12345\" ~ 192.0.2.1:12345",
        "stripDomain \"2001:0DB8::1\" ~ 2001:0DB8::1",
        "stripDomain \"[2001:0DB8::1]:12345\" ~ [2001:0DB8::1]:12345",
        "stripDomain \"[2001:0DB8::1]::12345\" ~ [2001:0DB8::1]::12345",
        "title \"aa bb CC\" ~ Aa Bb CC",
        "toUpper \"aa bb CC\" ~ AA BB CC",
        "toLower \"aA bB CC\" ~ aa bb cc",
        "match \"a+\" \"baa\" ~ true",
        "match \"a+\" \"b\" ~ false",
        "reReplaceAll \"(a)b\" \"x$1\" \"ab\" ~ xa",
        "reReplaceAll \"(a)b\" \"${1}x\" \"abab\" ~ axax",
        "reReplaceAll \"(?P<first>a)b\" \"$first-$1x$$\" \"ab\" ~ a-$",
        "graphLink \"up == 0\" ~ /graph?g0.expr=up+%3D%3D+0&g0.tab=0",
        "tableLink \"up\" ~ /graph?g0.expr=up&g0.tab=1",
        "pathPrefix ~ /path/prefix",
        "externalURL ~ http://skopos.test:8080/path/prefix",
        "printf \"%0.2f\" (parseDuration \"1h2m10ms\") ~ 3720.01",
        "parseDuration \"-1d\" ~ -86400",
        "join \",\" (stringSlice \"a\" \"b\") ~ a,b",
        "trimSpace \" a \" ~ a",
        "(1435065584.128 | toTime).Format \"2006\" ~ 2015",
        "date \"2006-01-02T15:04:05Z07:00\" (toTime 0) ~ 1970-01-01T00:00:00Z",
        "date \"Mon Jan _2 3:04PM 2006 -0700\" (toTime 0) ~ Thu Jan  1 12:00AM 1970 +0000",
        "date \"15:04 MST\" (tz \"Europe/Paris\" (toTime 0)) ~ 01:00 CET",
        "since (toTime 1772366400) ~ 0s",
        "since (toTime 1772362754.5) ~ 1h0m45.5s",
        "humanizeDuration (since (toTime 1772362800)) ~ 1h 0m 0s",
      })
  void textsLinksAndTimes(String call, String expected) throws Exception {
    assertThat(render("{{ " + call + " }}")).isEqualTo(expected);
  }

  @Test
  void queries() throws Exception {
    assertThat(render("{{ query \"up\" | first | value }}")).isEqualTo("21");
    assertThat(render("{{ query \"up\" | first | label \"instance\" }}")).isEqualTo("b");
    assertThat(render("{{ query \"up\" | first | strvalue }}")).isEqualTo("x");
    assertThat(render("{{ query \"up\" | first | label \"nope\" }}")).isEmpty();
    assertThat(
            render(
                "{{ range query \"up\" | sortByLabel \"instance\" }}"
                    + "{{ .Labels.instance }}:{{ .Value }}: {{ end }}"))
        .isEqualTo("a:11: b:21: ");
    assertThat(render("{{ with query \"missing\" }}some{{ else }}none{{ end }}")).isEqualTo("none");
  }

  @Test
  void argumentsOfTemplatesAndTemplatesByName() throws Exception {
    assertThat(
            render("{{define \"x\"}}{{.arg0}} {{.arg1}}{{end}}{{template \"x\" (args 1 \"2\")}}"))
        .isEqualTo("1 2");
    assertThat(render("{{ define \"a\" }}x{{ end }}{{ $name := \"a\" }}{{ tmpl $name . }}"))
        .isEqualTo("x");
  }

  @Test
  void keyValuesAreThoseOfAlertmanager() throws Exception {
    Map<String, Object> data =
        Map.of("KV", new KeyValues(Map.of("a", "1", "alertname", "Disk", "b", "2")));
    assertThat(render("{{ .KV }}", data)).isEqualTo("alertname=Disk, a=1, b=2");
    assertThat(render("{{ .KV.SortedPairs.Names | join \" \" }}", data)).isEqualTo("alertname a b");
    assertThat(render("{{ (.KV.Remove (stringSlice \"a\")).Values | join \" \" }}", data))
        .isEqualTo("Disk 2");
    assertThat(render("{{ range .KV.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }}", data))
        .isEqualTo("alertname=Disk;a=1;b=2;");
  }

  @Test
  void inHtmlValuesAreEscapedButForWhatIsSafe() throws Exception {
    TemplateContext html = CONTEXT.withEscaping(TemplateContext.Escaping.HTML);
    assertThat(
            Template.parse(
                    "test", "<p>{{ \"<b>\" }}{{ \"<i>\" | safeHtml }}{{ html \"&\" }}{{ . }}</p>")
                .execute("'\"", html))
        .isEqualTo("<p>&lt;b&gt;<i>&amp;&#39;&#34;</p>");
  }
}
