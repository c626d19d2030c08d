// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.promql.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus 3.15 answered to {@code parse_query}, with all its features enabled. */
class ExpressionTreeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> parsed() throws IOException {
    try (InputStream lines = ExpressionTreeTest.class.getResourceAsStream("/promql/parsed.jsonl")) {
      return JSON
          .readerFor(JsonNode.class)
          .<JsonNode>readValues(Objects.requireNonNull(lines))
          .readAll()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("parsed")
  void treesAreThoseOfPrometheus(JsonNode answer) throws Exception {
    String tree = ExpressionTree.json(Parser.parse(answer.get("query").asText()));

    assertThat(JSON.readTree(tree)).isEqualTo(JSON.readTree(answer.get("tree").toString()));
  }
}
