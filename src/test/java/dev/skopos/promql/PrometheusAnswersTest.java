// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Formatter;
import dev.skopos.promql.parse.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus 3.15 answered to {@code format_query}, with all its features enabled. */
class PrometheusAnswersTest {

  /** A query and what became of it: its layout, or its error. */
  record Answer(String query, String wanted) {}

  private static Stream<Answer> answers(String file, String member) throws IOException {
    try (InputStream lines = PrometheusAnswersTest.class.getResourceAsStream("/promql/" + file)) {
      List<JsonNode> answers =
          new ObjectMapper()
              .readerFor(JsonNode.class)
              .<JsonNode>readValues(Objects.requireNonNull(lines, file))
              .readAll();
      return answers.stream()
          .map(answer -> new Answer(answer.get("query").asText(), answer.get(member).asText()));
    }
  }

  static Stream<Answer> parsed() throws IOException {
    return answers("parsed.jsonl", "text");
  }

  static Stream<Answer> refused() throws IOException {
    return answers("refused.jsonl", "error");
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void queriesAreLaidOutAsPrometheusDoes(Answer answer) throws Exception {
    Expr expr = Parser.parse(answer.query());

    assertThat(Formatter.format(expr)).isEqualTo(answer.wanted());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void queriesAreRefusedAsPrometheusDoes(Answer answer) {
    assertThatThrownBy(() -> Parser.parse(answer.query()))
        .isInstanceOf(ParseException.class)
        .hasMessage(answer.wanted());
  }
}
