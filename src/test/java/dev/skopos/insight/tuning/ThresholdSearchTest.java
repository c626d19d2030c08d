// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.promql.Parser;
import dev.skopos.promql.parse.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdSearchTest {

  private static ThresholdSearch.Found search(String expr) throws ParseException {
    return ThresholdSearch.in(Parser.parse(expr), expr);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load > 5 | load | > | 5 | load > 7",
        "((load)) >= (5) | ((load)) | >= | 5 | ((load)) >= 7",
        "5 > load | load | < | 5 | 7 > load",
        "-5 <= load | load | >= | -5 | 7 <= load",
        "free < 10 * 1024 ^ 2 | free | < | 10485760 | free < 7",
        "sum by (job) (rate(errors[5m])) > 5m | sum by (job) (rate(errors[5m])) | > | 300 | sum by"
            + " (job) (rate(errors[5m])) > 7",
        "load > 5 and on (job) up == 1 | (load) and on (job) up == 1 | > | 5 | load > 7 and on"
            + " (job) up == 1",
        "(load > 5 unless maintenance) and up == 1 | ((load) unless maintenance) and up == 1 | > |"
            + " 5 | (load > 7 unless maintenance) and up == 1",
        "load > 1 < 5 | load > 1 | < | 5 | load > 1 < 7",
        "up == 0 | up | == | 0 | up == 7"
      })
  void findsTheNumberAndReplacesItAlone(
      String expr, String measured, String operator, double value, String changed)
      throws ParseException {
    assertThat(search(expr)).isInstanceOf(ThresholdSearch.One.class);
    Threshold found = ((ThresholdSearch.One) search(expr)).threshold();

    assertThat(found.measured()).isEqualTo(measured);
    assertThat(found.operator().symbol()).isEqualTo(operator);
    assertThat(found.value()).isEqualTo(value);
    assertThat(found.with("7")).isEqualTo(changed);
  }

  @Test
  void layoutAndCommentsStay() throws ParseException {
    String expr = "load # of 5 minutes\n   >   0x10   # since the move\n and up==1";

    Threshold found = ((ThresholdSearch.One) search(expr)).threshold();

    assertThat(found.with("2.5"))
        .isEqualTo("load # of 5 minutes\n   >   2.5   # since the move\n and up==1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent(up) | no comparison with a number on top",
        "load > bool 5 | > bool filters nothing",
        "load > limit | neither side of > is a plain number",
        "load > scalar(limit) | neither side of > is a plain number",
        "load > 5 or load < 1 | or joins several conditions",
        "(load > 5) * 2 | * stands on top",
        "load > Inf | it compares with Infinity",
        "load offset 1d @ start() > 5 | @ start() and @ end() mean another instant"
      })
  void saysWhyThereIsNone(String expr, String reason) throws ParseException {
    assertThat(search(expr)).isInstanceOf(ThresholdSearch.None.class);
    assertThat(((ThresholdSearch.None) search(expr)).reason()).contains(reason);
  }
}
