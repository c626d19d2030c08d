// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

  private static final long SEED = 20_261_121;

  private static final String[] PIECES = {
    "a",
    "b",
    "ab",
    ".*",
    ".+",
    ".",
    "|",
    "|",
    "\\.",
    "\\|",
    "\\\\",
    "\\a",
    "(a|b)",
    "[ab]",
    "a*",
    "b+",
    "?",
    "^",
    "$",
    "-",
    "\n",
    "é",
    "\uD83D\uDE00",
    "(?i)",
    "{2}",
    "",
    "\\",
    "\\d",
    "\\n"
  };

  private static final String[] PARTS = {
    "a", "b", "A", ".", "|", "\\", "-", "\n", "é", "\uD83D\uDE00", "ab", "d", "n", "2"
  };

  private final Random random = new Random(SEED);

  /** Whatever way an expression is matched, it is RE2's way. */
  @Test
  void expressionsMatchWhatRe2Matches() {
    int valid = 0;
    int matching = 0;
    for (int i = 0; i < 20_000; i++) {
      String expression = random(PIECES, 6);
      Pattern pattern = pattern(expression);
      if (pattern == null) {
        assertThatThrownBy(() -> Matcher.of(Matcher.Type.REGEX, "name", expression))
            .isInstanceOf(IllegalArgumentException.class);
        continue;
      }
      valid++;
      Matcher matcher = Matcher.of(Matcher.Type.REGEX, "name", expression);
      Matcher inverse = Matcher.of(Matcher.Type.NOT_REGEX, "name", expression);
      for (int j = 0; j < 20; j++) {
        String value = random(PARTS, 4);
        boolean expected = pattern.matches(value);
        assertThat(matcher.matches(value)).as("%s =~ %s", value, expression).isEqualTo(expected);
        assertThat(inverse.matches(value)).as("%s !~ %s", value, expression).isNotEqualTo(expected);
        matching += expected ? 1 : 0;
      }
    }
    assertThat(valid).isGreaterThan(10_000);
    assertThat(matching).isGreaterThan(10_000);
  }

  private static @Nullable Pattern pattern(String expression) {
    try {
      Pattern.compile(expression);
      return Pattern.compile("(?s)^(?:" + expression + ")$");
    } catch (PatternSyntaxException _) {
      return null;
    }
  }

  private String random(String[] pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "api.*, api, true",
    "api.+, api, false",
    ".*timeout.*, read timeout, true",
    ".+timeout, timeout, false",
    "a|b|c|d|e.*, d, true",
    "a|b|c|d|e.*, ef, true",
    "a|b|c|d|e.*, af, false",
    "'', '', true",
    "10\\.0\\.0\\.1, 10.0.0.1, true",
    "10\\.0\\.0\\.1, 10a0b0c1, false",
    "10.0.0.1, 10a0b0c1, true"
  })
  void expressionsMatchTheWholeValue(String expression, String value, boolean matches) {
    assertThat(Matcher.of(Matcher.Type.REGEX, "name", expression).matches(value))
        .isEqualTo(matches);
  }

  @Test
  void errorsCiteWhatWasWritten() {
    assertThatThrownBy(() -> Matcher.of(Matcher.Type.REGEX, "name", "a)(b"))
        .hasMessageContaining("\"a)(b\"");
  }
}
