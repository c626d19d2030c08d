// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelIndexTest {
  private static final List<Matcher.Type> TYPES = List.of(Matcher.Type.values());
  private static final String[] VALUES = {"", "a", "b", "c", "ab", "x|y", "a.b"};
  private static final String[] REGEXES = {
    "a", "a|b", "a|", "", ".*", ".+", "a.*", "(a|b)", "x\\|y", "a.b", "[^a]", "nothing", "a|a"
  };

  private final LabelIndex index = new LabelIndex();
  private final List<Labels> all = new ArrayList<>();

  @BeforeEach
  void threeLabelsInAllCombinations() {
    for (String job : VALUES) {
      for (String path : VALUES) {
        for (String name : List.of("up", "down")) {
          Labels labels = Labels.of("__name__", name, "job", job, "path", path);
          index.add(labels);
          all.add(labels);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, a, 14", "EQUAL, '', 14", "EQUAL, nothing, 0", "NOT_EQUAL, a, 84", "NOT_EQUAL, '', 84",
    "REGEX, a|b, 28", "REGEX, a|, 28", "REGEX, .*, 98", "REGEX, .+, 84", "NOT_REGEX, a|b, 70",
    "NOT_REGEX, .+, 14", "NOT_REGEX, .*, 0"
  })
  void findsByOneMatcher(Matcher.Type type, String value, int expected) {
    assertThat(index.find(List.of(Matcher.of(type, "job", value)))).hasSize(expected);
  }

  @Test
  void findsWhatLookingAtEachSeriesFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<Matcher> matchers = new ArrayList<>();
      for (String name : List.of("__name__", "job", "path", "absent")) {
        if (random.nextBoolean()) {
          matchers.add(randomMatcher(random, name));
        }
      }
      assertThat(index.find(matchers).stream().map(MemSeries::labels))
          .as("%s", matchers)
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(l -> matchers.stream().allMatch(m -> m.matches(l))).toList());
    }
  }

  private static Matcher randomMatcher(Random random, String name) {
    Matcher.Type type = TYPES.get(random.nextInt(4));
    String[] from = type == Matcher.Type.REGEX || type == Matcher.Type.NOT_REGEX ? REGEXES : VALUES;
    return Matcher.of(type, name, from[random.nextInt(from.length)]);
  }

  @Test
  void theSeriesShareTheirStrings() {
    MemSeries one = index.add(Labels.of("__name__", fresh("m"), "job", fresh("shop"), "n", "1"));
    MemSeries two = index.add(Labels.of("__name__", fresh("m"), "job", fresh("shop"), "n", "2"));

    assertThat(one.labels().value(1)).isSameAs(two.labels().value(1));
    assertThat(one.labels().name(1)).isSameAs(two.labels().name(1));
  }

  private static String fresh(String text) {
    return String.valueOf(text.toCharArray());
  }
}
