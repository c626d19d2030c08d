// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.fuzz.Allocations;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries made from the grammar, and others that miss it by a word: each is read or refused with
 * the one exception, and neither takes more memory than its length explains.
 */
class GeneratedQueriesTest {

  private static final int ROUNDS = 1_000;
  private static final Pattern WORD =
      Pattern.compile("[a-zA-Z_:][\\w:]*|[0-9.]+[a-z]*|\"[^\"]*\"|[=!<>~]+|\\s+|.");

  /** A tree of a thousand nodes for each of 10,000 characters would be far above. */
  private static final long BYTES_PER_CHARACTER = 3_000;

  /** Classes that are used for the first time. */
  private static final long BYTES_IN_ANY_CASE = 16 << 20;

  @RepeatedTest(3)
  void whatTheGrammarGivesReadsAsItIsPrinted(RepetitionInfo repetition) throws ParseException {
    RandomQueries queries =
        new RandomQueries(new Random(repetition.getCurrentRepetition()), 1_700_000_000_000L);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = queries.next().text();
      Expr read;
      try {
        read = parse(text);
      } catch (ParseException _) {
        refused++; // the same label in "on" and in "group_left", for instance
        continue;
      }
      assertThat(parse(read.toString()))
          .as(text)
          .usingRecursiveComparison()
          .ignoringFieldsOfTypes(Span.class)
          .ignoringCollectionOrderInFieldsMatchingRegexes(".*matchers")
          .withEqualsForType(Matcher::equals, Matcher.class)
          .withEqualsForType(Double::equals, Double.class)
          .isEqualTo(read);
    }
    assertThat(refused).isLessThan(ROUNDS / 10);
  }

  @RepeatedTest(4)
  void whatMissesTheGrammarByAWordIsReadOrRefused(RepetitionInfo repetition) {
    Random random = new Random(100 + repetition.getCurrentRepetition());
    RandomQueries queries = new RandomQueries(random, 1_700_000_000_000L);
    List<String> words = new ArrayList<>(List.of("offset", "bool", "group_left", "@", "[5m:]"));
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> changed = words(queries.next().text());
      words.add(changed.get(random.nextInt(changed.size())));
      change(changed, words, random);
      String text = String.join("", changed);
      try {
        Expr read = parse(text);
        assertThat(parse(read.toString())).as(text).hasToString(read.toString());
      } catch (ParseException e) {
        refused++;
        assertThat(e.getMessage()).as(text).isNotBlank();
      }
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS * 9 / 10 + 1);
  }

  private static List<String> words(String text) {
    return new ArrayList<>(WORD.matcher(text).results().map(found -> found.group()).toList());
  }

  private static void change(List<String> text, List<String> words, Random random) {
    for (int i = random.nextInt(2); i >= 0 && text.size() > 1; i--) {
      int at = random.nextInt(text.size());
      switch (random.nextInt(4)) {
        case 0 -> text.remove(at);
        case 1 -> text.add(at, text.get(random.nextInt(text.size())));
        case 2 -> Collections.swap(text, at, random.nextInt(text.size()));
        default -> text.set(at, words.get(random.nextInt(words.size())));
      }
    }
  }

  /** As long as a query may be, and nothing but this. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "((1)+", "-", "- ", "+", "!", "{", "[", "[1m:", "sum(", "sum by(a,", "a{b=\"", "a,",
        "1+", "1^", "a or ", "a offset ", "@", "\"", "\"\\", "\\", "#", "#\n", "9", "0x", "1e",
        "1m", "x", "\u0000", "\ud800", "{a=~\"(\",", "rate(a[", "histogram_quantile(", "on(a)"
      })
  void oneThingOverAndOverEndsSoon(String piece) {
    String text = piece.repeat(Parser.LONGEST / piece.length());

    try {
      assertThat(parse(text).toString()).isNotEmpty();
    } catch (ParseException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9 << 20})
  void whatIsLongerIsNotEvenRead(int more) {
    String text = "1".repeat(Parser.LONGEST + more);

    assertThatThrownBy(() -> Allocations.atMost(1 << 20, "a refusal", () -> Parser.parse(text)))
        .isInstanceOf(ParseException.class);
  }

  private static Expr parse(String text) throws ParseException {
    List<Expr> read = new ArrayList<>(1);
    Allocations.atMost(
        BYTES_IN_ANY_CASE + BYTES_PER_CHARACTER * text.length(),
        text.length() < 200 ? text : text.substring(0, 20) + "...",
        () -> read.add(Parser.parse(text)));
    return read.getFirst();
  }
}
