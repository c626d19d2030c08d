// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.dns.DnsRecord;
import dev.skopos.net.dns.DnsReply;
import dev.skopos.net.dns.RecordType;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.Timings;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.Assertion.Condition;
import dev.skopos.probe.definition.Assertion.ValueMatcher;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.definition.TcpProbe;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

  private static final String BODY =
      """
      {"status": "DOWN", "count": 3, "ratio": 0.5, "nothing": null, "tags": ["a", "b"],
       "nodes": [{"name": "n1", "up": true}, {"name": "n2", "up": false}]}\
      """;

  private static final Probe HTTP =
      new HttpProbe(
          URI.create("https://shop.test/"),
          HttpProbe.Request.GET,
          List.of(StatusPattern.SUCCESS),
          HttpProbe.Response.USUAL,
          Optional.empty(),
          IpFamily.ANY);
  private static final Probe TCP = new TcpProbe("shop.test", 80, Optional.empty(), IpFamily.ANY);
  private static final Probe DNS = new DnsProbe("shop.test.", RecordType.A, Optional.empty());

  private static final ExpectationCompiler COMPILER = new ExpectationCompiler();

  private static Timings timings() {
    return new Timings(
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(3),
        Duration.ofMillis(900),
        Duration.ofMillis(4),
        Duration.ofMillis(912));
  }

  private static TlsFacts tls() {
    return new TlsFacts(
        Optional.of("TLSv1.3"),
        Optional.of("TLS_AES_128_GCM_SHA256"),
        Optional.empty(),
        Optional.of(
            new CertificateFacts(
                "CN=shop",
                "CN=ca",
                new CertificateFacts.Validity(
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z")),
                List.of("shop.test"),
                "1f",
                "ab")));
  }

  private static Response response(String body) {
    HttpHeaders headers =
        HttpHeaders.of("Content-Type", "application/json").and("Via", "a").and("via", "b");
    return new Response(
        timings(), Optional.of(tls()), new Response.Content.Http(200, headers, body));
  }

  private static AssertionResult judge(Probe probe, Condition condition, Response response)
      throws InvalidAssertionException {
    Assertion assertion = new Assertion("a", Assertion.Impact.FAILING, condition);
    return COMPILER
        .compile(probe, List.of(assertion))
        .judge(response, Deadline.after(Duration.ofMinutes(1)))
        .getFirst();
  }

  private static AssertionResult cel(String expression) throws InvalidAssertionException {
    return judge(HTTP, new Condition.Cel(expression), response(BODY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          response.json.status == 'UP'                              | false | "DOWN"
          'UP' == response.json.status                              | false | "DOWN"
          response.status == 200                                    | true  | 200
          response.status in [301, 302]                             | false | 200
          'c' in response.json.tags                                 | false | ["a", "b"]
          response.json.count > 2.5                                 | true  | 3
          response.json.ratio < 1                                   | true  | 0.5
          response.json.nothing == null                             | true  | null
          response.headers['content-type'].startsWith('text/')      | false | "application/json"
          response.headers['via'] == 'a, b'                         | true  | "a, b"
          response.timing.total < duration('800ms')                 | false | 912ms
          response.tls.version == 'TLSv1.2'                         | false | "TLSv1.3"
          response.tls.certificate.notAfter > timestamp('2028-01-01T00:00:00Z') | false | 2027-01-01T00:00:00Z
          response.status == 200 && response.json.count == 4        | false | 3
          response.status == 201 && response.json.count == 4        | false | 200
          !(response.json.status == 'DOWN')                         | false | "DOWN"
          response.json.nodes.all(n, n.up)                          | false | false
          size(response.json.nodes) == 3                            | false | 2
          has(response.json.nope)                                   | false | false
          response.body.size() > 1000                               | false | 150
          response.json.queue < 3                                   | false | no such key: queue
          response.headers['nope'] == ''                            | false | no such key: nope
          response.json.status                                      | false | "DOWN"
          response.body.matches('^h(')                              | false | not a regular expression: error parsing regexp: missing closing ): `^h(`
          """)
  void celReportsTheValueThatItSaw(String expression, boolean holds, String seen)
      throws InvalidAssertionException {
    AssertionResult result = cel(expression);

    assertThat(result.seen()).isEqualTo(seen);
    assertThat(result.holds()).isEqualTo(holds);
    assertThat(result.expectation()).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          response.stauts == 200              | spec.assertions[0].cel: line 1, column 9: undefined field 'stauts'
          response.status ==                  | spec.assertions[0].cel: line 1, column 19: mismatched input '<EOF>'
          response.status                     | spec.assertions[0].cel: line 1, column 9: expected type 'bool' but found 'int'
          response.timing.totl > duration('1s') | spec.assertions[0].cel: line 1, column 16: undefined field 'totl'
          nope == 1                           | spec.assertions[0].cel: line 1, column 1: undeclared reference to 'nope' (in container '')
          """)
  void whatDoesNotCompileIsRefusedWithItsPosition(String expression, String message) {
    assertThatThrownBy(() -> cel(expression))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessage(message);
  }

  @Test
  void anExpressionKnowsOnlyWhatItsProtocolHas() {
    assertThatThrownBy(() -> judge(TCP, new Condition.Cel("response.status == 1"), response("")))
        .hasMessageContaining("undefined field 'status'");
    assertThatThrownBy(
            () ->
                judge(
                    DNS, new Condition.Body(List.of(new ValueMatcher.Exists(true))), response("")))
        .hasMessage("spec.assertions[0].body: only answers to http checks have headers and a body");
  }

  @Test
  void aBodyThatIsNotJsonSaysWhere() throws InvalidAssertionException {
    AssertionResult result =
        judge(HTTP, new Condition.Cel("response.json.status == 'UP'"), response("<html>"));

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).isEqualTo("the body is not JSON at line 1, column 1");
  }

  @Test
  void anExpressionThatDoesNotUseJsonTakesAnyBody() throws InvalidAssertionException {
    AssertionResult result =
        judge(HTTP, new Condition.Cel("response.body == '<html>'"), response("<html>"));

    assertThat(result.holds()).isTrue();
  }

  @Test
  void anEndlessLoopEndsAtTheLimit() throws InvalidAssertionException {
    String list = "[" + "0,".repeat(39) + "0]";
    String loop = list + ".all(a, " + list + ".all(b, ";

    AssertionResult result = cel(loop + list + ".all(c, c >= 0)))");

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).contains("Iteration budget exceeded");
  }

  @Test
  void answersOfNameServersAreLists() throws InvalidAssertionException {
    DnsReply reply =
        new DnsReply(
            "NOERROR",
            Set.of("qr"),
            List.of(new DnsRecord("shop.test.", "A", Duration.ofSeconds(60), "10.0.0.1")),
            List.of(),
            List.of(),
            new DnsReply.Source(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 53),
                false,
                Duration.ofMillis(1)));
    Response response = new Response(timings(), Optional.empty(), new Response.Content.Dns(reply));

    assertThat(
            judge(
                    DNS,
                    new Condition.Cel("response.answers.exists(a, a.data == '10.0.0.1')"),
                    response)
                .holds())
        .isTrue();
    assertThat(judge(DNS, new Condition.Cel("size(response.answers) >= 2"), response).seen())
        .isEqualTo("1");
  }

  private static AssertionResult json(String path, ValueMatcher... matchers)
      throws InvalidAssertionException {
    return judge(HTTP, new Condition.JsonPath(path, List.of(matchers)), response(BODY));
  }

  @Test
  void matchersLookAtWhatAPathFinds() throws InvalidAssertionException {
    assertThat(json("$.status", new ValueMatcher.Equals("UP")))
        .isEqualTo(
            new AssertionResult(
                "a", Assertion.Impact.FAILING, false, "$.status equals \"UP\"", "\"DOWN\""));
    assertThat(json("$.status", new ValueMatcher.NotEquals("UP")).holds()).isTrue();
    assertThat(json("$.status", new ValueMatcher.Matches("^D.W")).holds()).isTrue();
    assertThat(json("$.tags", new ValueMatcher.Contains("b")).holds()).isTrue();
    assertThat(json("$.tags", new ValueMatcher.Contains("c")).holds()).isFalse();
    assertThat(json("$.tags", new ValueMatcher.NotContains("c")).holds()).isTrue();
    assertThat(json("$.tags", new ValueMatcher.NotContains("b")).holds()).isFalse();
    assertThat(json("$.nope", new ValueMatcher.NotContains("b")).holds()).isFalse();
    assertThat(json("$.count", new ValueMatcher.GreaterThan(BigDecimal.TWO)).holds()).isTrue();
    assertThat(
            json(
                    "$.count",
                    new ValueMatcher.GreaterThan(BigDecimal.TWO),
                    new ValueMatcher.LessThan(BigDecimal.valueOf(3)))
                .holds())
        .isFalse();
    assertThat(json("$.status", new ValueMatcher.LessThan(BigDecimal.ONE)).holds()).isFalse();
    assertThat(json("$.nodes[?(@.up == false)].name", new ValueMatcher.Equals("n2")).holds())
        .isTrue();
    assertThat(json("$.nodes.length()", new ValueMatcher.Equals("2")).holds()).isTrue();
  }

  @Test
  void whatIsAbsentFulfilsOnlyItsAbsence() throws InvalidAssertionException {
    assertThat(json("$.queue", new ValueMatcher.Exists(false)).holds()).isTrue();
    assertThat(json("$.queue", new ValueMatcher.NotEquals("x")).holds()).isFalse();
    assertThat(json("$.queue", new ValueMatcher.Exists(true)).seen()).isEqualTo("no value");
  }

  @Test
  void headersAreFoundWithoutRegardToCase() throws InvalidAssertionException {
    AssertionResult result =
        judge(
            HTTP,
            new Condition.Header("CONTENT-type", List.of(new ValueMatcher.Contains("xml"))),
            response(BODY));

    assertThat(result.expectation()).isEqualTo("header CONTENT-type contains \"xml\"");
    assertThat(result.seen()).isEqualTo("\"application/json\"");
  }

  @Test
  void pathsAndRegularExpressionsAreCheckedWhenCompiled() {
    assertThatThrownBy(() -> json("$.[", new ValueMatcher.Exists(true)))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageStartingWith("spec.assertions[0].jsonPath: not a JSONPath: ");
    assertThatThrownBy(() -> json("$.a", new ValueMatcher.Matches("(")))
        .hasMessage(
            "spec.assertions[0].matches: not a regular expression: error parsing regexp: missing"
                + " closing ): `(`");
  }

  @Test
  void longValuesAreCutAndLineBreaksShown() throws InvalidAssertionException {
    AssertionResult result =
        judge(
            HTTP,
            new Condition.Body(List.of(new ValueMatcher.Equals("up"))),
            response("a\n\"b\"" + "x".repeat(500)));

    assertThat(result.seen()).startsWith("\"a\\n\\\"b\\\"xx").endsWith("xx...\"");
  }

  @Test
  void withoutAnAnswerNothingHolds() throws InvalidAssertionException {
    Assertion assertion =
        new Assertion("up", Assertion.Impact.FAILING, new Condition.Cel("response.status == 200"));

    AssertionResult result = COMPILER.compile(HTTP, List.of(assertion)).unanswered().getFirst();

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).isEqualTo("no answer");
  }
}
