// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {

  /** A line of a corpus. */
  record Case(String text, String wanted) {
    static Case of(String line) {
      int arrow = line.lastIndexOf(" => ");
      String text = (arrow < 0 ? line : line.substring(0, arrow)).replace("\\n", "\n");
      return new Case(text, arrow < 0 ? text : line.substring(arrow + 4));
    }
  }

  static List<String> corpus(String name) {
    try (var stream = ParserTest.class.getResourceAsStream("/promql/" + name)) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Case> valid() {
    return corpus("valid.txt").stream().map(Case::of);
  }

  static Stream<Case> invalid() {
    return corpus("invalid.txt").stream().map(Case::of);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validTextsHaveACanonicalFormThatMeansTheSame(Case valid) throws Exception {
    Expr expr = Parser.parse(valid.text());

    assertThat(expr.toString().strip()).isEqualTo(valid.wanted());
    assertThat(Parser.parse(expr.toString())).hasToString(expr.toString());
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidTextsAreRefusedWithPositionAndReason(Case invalid) {
    assertThatThrownBy(() -> Parser.parse(invalid.text()))
        .isInstanceOf(ParseException.class)
        .hasMessage(invalid.wanted());
  }

  @Test
  void errorsTellLineColumnAndOffset() {
    Throwable error = catchThrowable(() -> Parser.parse("sum(\n  up{job})"));

    assertThat(error)
        .isInstanceOfSatisfying(
            ParseException.class,
            parse -> {
              assertThat(parse.line()).isEqualTo(2);
              assertThat(parse.column()).isEqualTo(9);
              assertThat(parse.offset()).isEqualTo(13);
              assertThat(parse.problem()).startsWith("unexpected \"}\" in label matching");
            });
  }

  @Test
  void tenThousandParenthesesAreAnErrorNotAnOverflow() {
    String deep = "(".repeat(10_000) + "1" + ")".repeat(10_000);

    assertThatThrownBy(() -> Parser.parse(deep))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void theDeepestQueriesNeedLittleOfAStack() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable deepest =
        () -> {
          try {
            deepest("(".repeat(248) + "1" + ")".repeat(248));
            deepest("a" + " + a".repeat(598));
            deepest("-".repeat(248) + "a");
          } catch (ParseException | RuntimeException | Error e) {
            thrown.set(e);
          }
        };
    Thread thread = new Thread(null, deepest, "small stack", 768 * 1024);

    thread.start();
    thread.join();

    assertThat(thrown.get()).isNull();
  }

  private static void deepest(String text) throws ParseException {
    Expr expr = Parser.parse(text);
    assertThat(expr.toString()).isNotEmpty();
    new Engine(new InMemoryStore(), EngineOptions.DEFAULTS).instant(expr, Instant.EPOCH);
  }

  @Test
  void longChainsAreBoundedInEveryDirection() throws Exception {
    for (String deep :
        List.of(
            "-".repeat(20_000) + "a",
            "a" + " ^ a".repeat(20_000),
            "a" + " + a".repeat(20_000),
            "a" + "[5m:]".repeat(20_000),
            "a[" + "1 + ".repeat(20_000) + "1]",
            "a[" + "(".repeat(20_000) + "1",
            "abs(".repeat(20_000))) {
      assertThatThrownBy(() -> Parser.parse(deep)).isInstanceOf(ParseException.class);
    }
    assertThat(Parser.parse("a" + " or a".repeat(500)).type()).isEqualTo(ValueType.VECTOR);
  }

  @Test
  void textsOfMoreThanTenMebibytesAreRefusedUnread() {
    String huge = "(".repeat(Parser.LONGEST + 1);

    assertThatThrownBy(() -> Parser.parse(huge))
        .isInstanceOf(ParseException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void hugeNumbersAreRefusedQuickly() {
    assertThatThrownBy(() -> Parser.parse("1".repeat(1_000_000)))
        .isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> Parser.parse("1".repeat(1_000_000) + "s"))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void theTopComparisonCanBeFound() throws Exception {
    Expr expr = Parser.parse("((rate(a[5m]) > 0.5))").unwrapped();

    assertThat(expr)
        .isInstanceOfSatisfying(
            Binary.class, binary -> assertThat(binary.operator().isComparison()).isTrue());
  }

  @Test
  void selectorsOfTheApiAreRead() throws Exception {
    assertThat(Parser.parseSelector("up{job!=\"a\"}"))
        .containsExactlyInAnyOrder(
            Matcher.equal("__name__", "up"), Matcher.of(Matcher.Type.NOT_EQUAL, "job", "a"));
    assertThatThrownBy(() -> Parser.parseSelector("up[5m]")).isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> Parser.parseSelector("5")).isInstanceOf(ParseException.class);
  }
}
