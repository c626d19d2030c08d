// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.model.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Templates with the outputs that Go's text/template gave for them. */
class GoCorpusTest {

  private static final Map<String, Object> DATA = new HashMap<>();

  static {
    DATA.put("Labels", Labels.of("a", "1", "b", "two"));
    DATA.put("List", List.of("a", "b", "c"));
    DATA.put("Ints", List.of(1, 2));
    DATA.put("Empty", List.of());
    DATA.put("Value", 1234.5);
    DATA.put("Int", 42);
    DATA.put("Flag", true);
    DATA.put("Inf", Double.POSITIVE_INFINITY);
    DATA.put("NaN", Double.NaN);
  }

  @TestFactory
  Stream<DynamicTest> printsWhatGoPrints() throws IOException {
    try (InputStream in = GoCorpusTest.class.getResourceAsStream("go.txt")) {
      assertThat(in).isNotNull();
      String corpus = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(corpus.split("\n====\n")).map(GoCorpusTest::test);
    }
  }

  private static DynamicTest test(String block) {
    int arrow = block.indexOf("\n--->\n");
    String text = block.substring(0, arrow);
    String expected = block.substring(arrow + "\n--->\n".length());
    return dynamicTest(
        text,
        () -> {
          TemplateContext context =
              TemplateContext.text("http://skopos.test", Instant.EPOCH, QueryFunction.NONE);
          assertThat(Template.parse("test", text).execute(DATA, context)).isEqualTo(expected);
        });
  }
}
