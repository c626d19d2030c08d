// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.imports.yaml.Yaml.Mapping;
import dev.skopos.imports.yaml.Yaml.Scalar;
import dev.skopos.imports.yaml.Yaml.Sequence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

  @Test
  void partsKnowTheirLines() throws YamlException {
    List<Yaml> documents = YamlReader.read("# text\na: 1\nb:\n- \"2\"\n---\n---\nc: ~\n");

    assertThat(documents)
        .containsExactly(
            new Mapping(
                2,
                Map.of(
                    "a",
                    new Scalar(2, "1", true),
                    "b",
                    new Sequence(4, List.of(new Scalar(4, "2", false))))),
            new Mapping(7, Map.of("c", new Scalar(7, "~", true))));
  }

  @Test
  void aliasesStandForTheirAnchors() throws YamlException {
    assertThat(YamlReader.read("a: &x [1]\nb: *x\n").getFirst())
        .isInstanceOfSatisfying(
            Mapping.class,
            mapping -> assertThat(mapping.fields().get("b")).isEqualTo(mapping.fields().get("a")));
  }

  @Test
  void aTextThatIsTooLongIsNotLookedAt() {
    String text = "a".repeat(YamlReader.LONGEST + 1);

    assertThatThrownBy(() -> YamlReader.read(text)).hasMessageContaining("longer than");
  }

  @Test
  void tooManyPartsAreRefusedWithTheLineOfTheFirstBeyond() {
    String text = "- a\n".repeat(YamlReader.MOST_NODES);

    assertThatThrownBy(() -> YamlReader.read(text))
        .isInstanceOfSatisfying(
            YamlException.class,
            problem -> assertThat(problem.line()).isEqualTo(YamlReader.MOST_NODES))
        .hasMessage("more than 200000 parts");
  }

  @Test
  void whatIsWrittenReadsTheSame() throws YamlException {
    Map<String, Object> document =
        Map.of("text", "99.9", "lines", "a\nb: c\n", "odd", "# {{ x }}: \"'", "flag", true);

    assertThat(YamlReader.read(YamlWriter.write(document)).getFirst())
        .isInstanceOfSatisfying(
            Mapping.class,
            mapping -> {
              assertThat(text(mapping, "text")).isEqualTo("99.9");
              assertThat(text(mapping, "lines")).isEqualTo("a\nb: c\n");
              assertThat(text(mapping, "odd")).isEqualTo("# {{ x }}: \"'");
              assertThat(mapping.fields().get("flag"))
                  .isInstanceOfSatisfying(
                      Scalar.class, flag -> assertThat(flag.isBoolean()).isTrue());
            });
  }

  private static String text(Mapping mapping, String name) {
    return mapping.fields().get(name) instanceof Scalar scalar && !scalar.plain()
        ? scalar.text()
        : "not a quoted text";
  }

  @Test
  void commentsCannotBeLeft() {
    assertThat(YamlWriter.comment("a\nb: c\r\n\n")).isEqualTo("# a\n# b: c\n#\n");
  }
}
