// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  private static String field(String cell) {
    return CsvTable.of(List.of(List.of(cell, ""))).replaceFirst(",\r\n$", "");
  }

  @Test
  void rowsAreAsInTheRfc() {
    assertThat(CsvTable.of(List.of(List.of("a", "b"), List.of("x,\"y\"", "1\n2"))))
        .isEqualTo("a,b\r\n\"x,\"\"y\"\"\",\"1\n2\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "--1",
        "-1.5.2",
        "-",
        "-x",
        "+4930123",
        "=HYPERLINK('http://x')"
      })
  void whatASpreadsheetWouldCalculateIsText(String cell) {
    assertThat(field(cell)).isEqualTo("'" + cell);
  }

  @Test
  void blanksThatSpreadsheetsCutHideNoFormula() {
    assertThat(field("\t=1")).isEqualTo("'\t'=1");
    assertThat(field("\r=1")).isEqualTo("\"'\r'=1\"");
    assertThat(field("\n=1")).isEqualTo("\"'\n'=1\"");
    assertThat(field("\0=1")).isEqualTo("'\0=1");
    assertThat(field("\"=1\"")).isEqualTo("\"'\"\"=1\"\"\"");
  }

  /** Where numbers have commas, cells end with semicolons, and quotes inside of one are text. */
  @Test
  void noOtherSeparatorBeginsAFormula() {
    assertThat(field("a;=1")).isEqualTo("a;'=1");
    assertThat(field("a\t@x")).isEqualTo("a\t'@x");
    assertThat(field("a\n\"+x")).isEqualTo("\"a\n'\"\"+x\"");
    assertThat(field("a; b=1 - 2")).isEqualTo("a; b=1 - 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "-0.25", "1.0E-5", "-1.5E10", "2026-10-05T00:00:00Z", "a=b", "{x=1}"})
  void numbersAndOtherTextsStayAsTheyAre(String cell) {
    assertThat(field(cell)).isEqualTo(cell);
  }
}
