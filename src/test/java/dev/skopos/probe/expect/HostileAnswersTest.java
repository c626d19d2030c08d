// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.Assertion.Condition;
import dev.skopos.probe.definition.Assertion.ValueMatcher;
import dev.skopos.probe.definition.Assertion.ValueMatcher.Exists;
import dev.skopos.probe.definition.Assertion.ValueMatcher.Matches;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers and expressions that would take more time or memory than there is. */
@Timeout(30)
class HostileAnswersTest {

  private static final ExpectationCompiler COMPILER = new ExpectationCompiler();
  private static final HttpProbe HTTP =
      new HttpProbe(
          URI.create("http://shop.test/"),
          HttpProbe.Request.GET,
          List.of(StatusPattern.SUCCESS),
          HttpProbe.Response.USUAL,
          Optional.empty(),
          IpFamily.ANY);

  private static AssertionResult judge(Condition condition, String body)
      throws InvalidAssertionException {
    return judge(condition, body, Duration.ofMinutes(1));
  }

  private static AssertionResult judge(Condition condition, String body, Duration timeout)
      throws InvalidAssertionException {
    Timings timings = Timings.NONE;
    Response response =
        new Response(
            timings, Optional.empty(), new Response.Content.Http(200, HttpHeaders.EMPTY, body));
    Assertion assertion = new Assertion("a", Assertion.Impact.FAILING, condition);
    return COMPILER
        .compile(HTTP, List.of(assertion))
        .judge(response, Deadline.after(timeout))
        .getFirst();
  }

  private static AssertionResult path(String path, ValueMatcher matcher, String body)
      throws InvalidAssertionException {
    return judge(new Condition.JsonPath(path, List.of(matcher)), body);
  }

  /** Some hundred arrays around a long text. */
  private static String nested() {
    return "[".repeat(500) + '"' + "x".repeat(1 << 20) + '"' + "]".repeat(500);
  }

  @Test
  void allPartsOfADeepDocumentAreNotWrittenAtOnce() throws InvalidAssertionException {
    AssertionResult result = path("$..*", new ValueMatcher.Contains("y"), nested());

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).isEqualTo("the value is longer than 4194304 characters");
  }

  @Test
  void thatADeepValueExistsIsSaidWithoutWritingIt() throws InvalidAssertionException {
    assertThat(path("$..*", new ValueMatcher.Exists(true), nested()).holds()).isTrue();
  }

  @Test
  void millionsOfDigitsAreNoNumber() throws InvalidAssertionException {
    ValueMatcher large = new ValueMatcher.GreaterThan(BigDecimal.ONE);

    assertThat(judge(new Condition.Body(List.of(large)), "9".repeat(20 << 20)).holds()).isFalse();
    assertThat(judge(new Condition.Body(List.of(large)), "9".repeat(1_000)).holds()).isTrue();
  }

  @Test
  void nestingBeyondJacksonsBoundIsNotJson() throws InvalidAssertionException {
    AssertionResult result =
        path("$[0]", new ValueMatcher.Exists(true), "[".repeat(100_000) + "]".repeat(100_000));

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).startsWith("the body is not JSON");
  }

  @Test
  void aValueThatHoldsItselfManyTimesIsShownInShort() throws InvalidAssertionException {
    String doubled = "[['a']" + (".map(x, [" + "x, ".repeat(11) + "x])").repeat(3) + "] == []";

    AssertionResult result = judge(new Condition.Cel(doubled), "");

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).startsWith("[[[[[").hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $.items[?(@.name =~ /(a+)+$/)] | spec.assertions[0].jsonPath: filters cannot use =~; use matches, or cel
          $..a..b                        | spec.assertions[0].jsonPath: .. can be used once only
          $[?(@.a subsetof $.b)]         | spec.assertions[0].jsonPath: filters cannot use subsetof, anyof, noneof; use cel
          $[?(@['a'] ANYOF ['x'])]       | spec.assertions[0].jsonPath: filters cannot use subsetof, anyof, noneof; use cel
          """)
  void pathsWithoutABoundOfTheirTimeAreRefused(String path, String message) {
    assertThatThrownBy(() -> path(path, new ValueMatcher.Exists(true), "{}"))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [response.body].map(x, x + x).map(x, x + x).size() > 0 | + inside of all, exists
          [1].map(a, [a].map(b, [b].map(c, [c].map(d, d)))).size() > 0 | 4 of all, exists
          (response.body + response.body + response.body + response.body + response.body + response.body + response.body + response.body + response.body + response.body).size() > 0 | 9 times +
          """)
  void expressionsThatMultiplyWhatTheyReadAreRefused(String cel, String message) {
    assertThatThrownBy(() -> judge(new Condition.Cel(cel), "x"))
        .isInstanceOf(InvalidAssertionException.class)
        .hasMessageStartingWith("spec.assertions[0].cel: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          response.json.items.filter(x, x.ok).map(x, x.name).exists(n, n == 'a')
          [1, 2, 3].all(x, x + 1 > 0)
          response.status + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 == 211
          response.body + '!' != ''
          """)
  void ordinaryLoopsAndSumsAreTaken(String cel) throws InvalidAssertionException {
    String body = "{\"items\":[{\"ok\":true,\"name\":\"a\"}]}";

    assertThat(judge(new Condition.Cel(cel), body).holds()).isTrue();
  }

  @Test
  void aRegularExpressionThatIsTooLargeIsRefused() {
    assertThatThrownBy(
            () ->
                judge(
                    new Condition.Body(List.of(new ValueMatcher.Matches("(abc|def){500}x{900}"))),
                    ""))
        .hasMessage(
            "spec.assertions[0].matches: the regular expression is too large; repeat less often");
  }

  private static final Matches LARGE = new Matches("(?:a|b|c|ab|bc){60}(?:a|b|ab){60}x");

  private static String numbers(int count) {
    return IntStream.range(0, count).boxed().toList().toString();
  }

  static Stream<Arguments> worksOfHours() {
    Condition regex = new Condition.Body(List.of(LARGE));
    Condition cel = new Condition.Cel("response.body.matches('" + LARGE.expression() + "')");
    Condition loops =
        new Condition.Cel("response.json.all(x, response.json.all(y, response.json.all(z, true)))");
    Condition search = new Condition.Cel("response.json.all(x, !(x + 1000000 in response.json))");
    Condition filter = new Condition.JsonPath("$[?(!(@ in $))]", List.of(new Exists(true)));
    Condition twice = new Condition.JsonPath("$" + "[0,0]".repeat(60), List.of(new Exists(true)));
    return Stream.of(
        arguments(regex, "abc".repeat(300_000)),
        arguments(cel, "abc".repeat(300_000)),
        arguments(loops, numbers(10_000)),
        arguments(search, numbers(19_000)),
        arguments(filter, numbers(200_000)),
        arguments(twice, "[".repeat(60) + "]".repeat(60)));
  }

  @ParameterizedTest
  @MethodSource("worksOfHours")
  void whatTakesTooLongEndsWithTheTimeoutAndSaysSo(Condition condition, String body)
      throws InvalidAssertionException {
    AssertionResult result = judge(condition, body, Duration.ofMillis(300));

    assertThat(result.holds()).isFalse();
    assertThat(result.seen())
        .matches(
            "could not be judged within the timeout"
                + "|the path finds more than can be looked at"
                + "|Iteration budget exceeded.*");
  }

  @Test
  void aTimeoutOfHoursIsNoLicenceToKeepAProcessorBusy() throws InvalidAssertionException {
    Condition regex = new Condition.Body(List.of(LARGE));

    AssertionResult result = judge(regex, "abc".repeat(3_000_000), Duration.ofHours(1));

    assertThat(result.seen()).isEqualTo("could not be judged within the timeout");
  }

  @Test
  void nobodyWaitsForARunThatWasGivenUp() throws InvalidAssertionException {
    Thread.currentThread().interrupt();
    try {
      AssertionResult result =
          judge(new Condition.Body(List.of(LARGE)), "abc".repeat(300_000), Duration.ofHours(1));

      assertThat(result.holds()).isFalse();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $.a.first()  | {"a": []}  | the path does not fit the body: Index 0 out of bounds for length 0
          $.a.index(5) | {"a": [1]} | the path does not fit the body: Index 5 out of bounds for length 1
          $.a.sum()    | {"a": "x"} | the path does not fit the body: Aggregation function attempted to calculate value using empty array
          $.a.first()  | {}         | no value
          """)
  void aPathThatDoesNotFitTheBodyIsAnAssertionThatFails(String path, String body, String seen)
      throws InvalidAssertionException {
    AssertionResult result = path(path, new ValueMatcher.Equals("nothing"), body);

    assertThat(result.holds()).isFalse();
    assertThat(result.seen()).isEqualTo(seen);
  }

  @Test
  void aRegularExpressionTakesTimeThatGrowsWithTheBodyOnly() throws InvalidAssertionException {
    Duration bound = Duration.ofSeconds(25);
    Condition backtracking = new Condition.Body(List.of(new ValueMatcher.Matches("(a+)+$")));

    long begin = System.nanoTime();
    AssertionResult result = judge(backtracking, "a".repeat(100_000) + "b");

    assertThat(result.holds()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(bound);
  }
}
