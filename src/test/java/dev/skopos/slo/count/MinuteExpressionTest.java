// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.parse.ExpressionParser;
import dev.skopos.promql.parse.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinuteExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "sum(increase(x{code=~\"(a|b)\"}[$window])) => sum(increase(x{code=~\"(a|b)\"}[1m]"
            + " anchored))",
        "rate(x[$window]) / on() rate(y[$window]) => rate(x[1m] anchored) / on() rate(y[1m]"
            + " anchored)",
        "sum by (a) (increase((x[$window]))) => sum by (a) (increase((x[1m] anchored)))",
        "increase(x[$window] offset 5m) => increase(x[1m] offset 5m anchored)",
        "increase(x[$window] @ end()) => increase(x[1m] @ end() anchored)",
        "-(resets(x[60s]) + 1) => -(resets(x[60s] anchored) + 1)",
        "topk(scalar(rate(y[$window])), x) => topk(scalar(rate(y[1m] anchored)), x)",
        "topk(3, increase(x[$window])) => topk(3, increase(x[1m] anchored))",
        "sum_over_time(increase(x[1m])[$window:30s]) => sum_over_time(increase(x[1m]"
            + " anchored)[1m:30s])",
        "sum_over_time(x[$window]) => sum_over_time(x[1m])",
        "increase(x[5m]) => increase(x[5m])",
        "increase(x[$window] smoothed) => increase(x[1m] smoothed)",
        "increase(x[$window] anchored) => increase(x[1m] anchored)",
        "sum(x[$window] => sum(x[1m]",
      })
  void changesWithinAMinuteAreAnchored(String expression, String minutely) throws ParseException {
    String asked = MinuteExpression.of(expression, true);

    assertThat(asked).isEqualTo(minutely);
    if (!asked.equals("sum(x[1m]")) {
      Expr parsed = ExpressionParser.parse(asked);
      assertThat(parsed.toString()).containsPattern(asked.contains("anchored") ? "anchored" : "");
    }
  }

  @Test
  void whoDoesNotKnowAnchoredRangesIsNotAskedForThem() {
    assertThat(MinuteExpression.of("sum(increase(x[$window]))", false))
        .isEqualTo("sum(increase(x[1m]))");
  }
}
