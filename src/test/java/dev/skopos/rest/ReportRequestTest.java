// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.report.ReportFormat;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportRequestTest {

  private static final Instant NOW = Instant.parse("2026-10-12T06:00:00Z");

  private static ReportRequest request(String... pairs) throws BadParameterException {
    MultivaluedHashMap<String, String> url = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      url.add(pairs[i], pairs[i + 1]);
    }
    return ReportRequest.of(new Parameters(new MultivaluedHashMap<>(), url), ZoneOffset.UTC, NOW);
  }

  @ParameterizedTest
  @CsvSource({"day,2026-10-12", "week,2026-W42", "month,2026-10", "quarter,2026-Q4", "year,2026"})
  void aUnitIsThePresentOne(String word, String title) throws BadParameterException {
    assertThat(request("period", word).period().title()).isEqualTo(title);
    assertThat(request("period", word).format()).isEqualTo(ReportFormat.HTML);
  }

  @Test
  void atNamesAnEarlierOne() throws BadParameterException {
    ReportRequest march =
        request("period", "month", "at", "2026-03-31T23:30:00Z", "timeZone", "Europe/Berlin");

    assertThat(march.period().title()).isEqualTo("2026-04");
    assertThat(march.period().span().begin()).isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
  }

  @Test
  void anySpanEndsNowUnlessItSaysWhen() throws BadParameterException {
    ReportRequest request = request("from", "2026-10-01T00:00:00Z", "format", "csv");

    assertThat(request.period().span().end()).isEqualTo(NOW);
    assertThat(request.format()).isEqualTo(ReportFormat.CSV);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "period | month | format | pdf | \"pdf\", expected html, csv, json or markdown",
        "period | decade | format | csv | \"decade\", expected day, week, month",
        "period | month | from | 1 | expected either period, or from and to",
        "format | csv | format | csv | expected either period, or from and to",
        "period | month | timeZone | Mars | \"Mars\", expected one of the tz database",
        "from | 2026-10-02T00:00:00Z | to | 2026-10-01T00:00:00Z | expected after from",
        "from | +999999999-12-30T00:00:00Z | to | +999999999-12-31T00:00:00Z | expected at most"
            + " 9999-12-31T00:00:00Z",
        "from | 2020-10-02T00:00:00Z | format | csv | expected at most 400 days",
        "period | month | at | noon | cannot parse \"noon\" to a valid timestamp"
      })
  void whatCannotBeIsNamed(String one, String value, String two, String other, String says) {
    assertThatThrownBy(() -> request(one, value, two, other))
        .isInstanceOf(BadParameterException.class)
        .hasMessageContaining(says);
  }
}
