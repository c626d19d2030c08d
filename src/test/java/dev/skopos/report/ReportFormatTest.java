// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFormatTest {

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void writesTheReport(ReportFormat format) throws IOException {
    assertThat(Reports.week().write(format)).isEqualTo(expected("week." + format.extension()));
  }

  /** Files have the line ends of their editors, CSV has its own. */
  private static String expected(String file) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(ReportFormatTest.class.getResourceAsStream(file), file)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return file.endsWith(".csv") ? text.replace("\n", "\r\n") : text;
    }
  }

  @Test
  void wordsNameFormats() {
    assertThat(ReportFormat.of("markdown")).contains(ReportFormat.MARKDOWN);
    assertThat(ReportFormat.of("HTML")).isEmpty();
  }

  @Test
  void noTextOfUsersBecomesMarkup() {
    assertThat(Reports.week().write(ReportFormat.HTML))
        .doesNotContain("<b>a", "<i>all", "<this>")
        .contains("&lt;b&gt;a|b&lt;/b&gt;", "&lt;i&gt;all&lt;/i&gt;", "&lt;this&gt;");
    assertThat(Reports.week().write(ReportFormat.MARKDOWN))
        .doesNotContain("<b>", "a|b")
        .contains("&lt;b&gt;a\\|b&lt;/b&gt;");
    assertThat(Reports.week().write(ReportFormat.CSV))
        .contains("\"{path=\"\"<b>a|b</b>, \\\"\"c\\\"\"\"\"}\"");
  }
}
