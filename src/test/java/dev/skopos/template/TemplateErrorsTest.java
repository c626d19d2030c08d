// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of templates that cannot work. */
class TemplateErrorsTest {

  private static final TemplateContext CONTEXT =
      TemplateContext.text("http://skopos.test", Instant.EPOCH, QueryFunction.NONE);
  private static final Map<String, Object> DATA =
      Map.of("Labels", Labels.of("a", "1"), "List", List.of("x"), "Value", 1.5);

  private static TemplateException error(String text) {
    return catchThrowableOfType(
        TemplateException.class, () -> Template.parse("test", text).execute(DATA, CONTEXT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ ~ unclosed action",
        "{{ } }} ~ unrecognized character in action: U+007D '}'",
        "{{ \u00a0 }} ~ unrecognized character in action: U+00A0 '\u00a0'",
        "{{ \"x }} ~ unterminated quoted string",
        "{{ `x }} ~ unterminated raw quoted string",
        "{{/* x ~ unclosed comment",
        "{{ (1 }} ~ unclosed left paren",
        "{{ 1) }} ~ unexpected right paren",
        "{{ }} ~ missing value for command",
        "{{ nope 1 }} ~ function \"nope\" not defined",
        "{{ $x }} ~ undefined variable \"$x\"",
        "{{ if true }}x ~ {{if}} without {{end}}",
        "{{ range .List }}{{ else }}x ~ {{else}} without {{end}}",
        "x{{ end }} ~ unexpected {{end}}",
        "{{ else }} ~ unexpected {{else}}",
        "{{ break }} ~ {{break}} outside {{range}}",
        "{{ 1 2 }} ~ can't give argument to non-function",
        "{{ 1 | 2 }} ~ non executable command in pipeline stage 2",
        "{{ \"\\q\" }} ~ bad escape \\q in \"\\q\"",
        "{{ 12x }} ~ bad number syntax: \"12x\"",
        "{{ template \"nope\" }} ~ template \"nope\" not defined",
        "{{ .Labels.a.b }} ~ can't evaluate field b in type string",
        "{{ index .List 5 }} ~ error calling index: index out of range: 5",
        "{{ range 1.5 }}{{ end }} ~ range can't iterate over 1.5",
        "{{ lt 1 \"a\" }} ~ error calling lt: incompatible types for comparison: int and string",
        "{{ len 3 }} ~ error calling len: len of type int",
        "{{ match \"(\" \"x\" }} ~ error calling match: error parsing regexp: missing closing ):"
            + " `(`",
        "{{ query \"up\" }} ~ error calling query: query \"up\": queries are not available here",
        "{{ first .List | value }} ~ error calling value: wrong type of argument 1 of value:"
            + " expected sample; found string",
        "{{ sortByLabel \"a\" .List }} ~ error calling sortByLabel: expected the result of a query;"
            + " found string",
        "{{ parseDuration \"x\" }} ~ error calling parseDuration: not a valid duration string:"
            + " \"x\"",
        "{{ toUpper 1 }} ~ error calling toUpper: wrong type of argument 1 of toUpper: expected"
            + " string; found int",
        "{{ humanize }} ~ error calling humanize: wrong number of args for humanize: want 1 got 0",
      })
  void theProblemIsNamed(String text, String problem) {
    TemplateException error = error(text);
    assertThat(error).as(text).isNotNull();
    assertThat(error.problem()).isEqualTo(problem);
  }

  @Test
  void humanizeSaysWhatItCannotRead() {
    assertThat(error("{{ humanize \"one\" }}").problem())
        .isEqualTo("error calling humanize: parsing \"one\": invalid syntax");
  }

  @Test
  void theLineIsThatOfTheAction() {
    assertThat(error("one\ntwo {{ 1 }}\n{{ .Nope }}").line()).isEqualTo(3);
    assertThat(error("{{/* a\nb */}}\n{{ nope }}").line()).isEqualTo(3);
    assertThat(error("{{ range .List }}\n\n{{ toUpper 1 }}{{ end }}").line()).isEqualTo(3);
  }

  @Test
  void runawayTemplatesAreStopped() {
    assertThat(
            error("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}").problem())
        .isEqualTo("templates call each other more than 50 deep");
    assertThat(error("{{ range 99999 }}{{ range 99999 }}{{ end }}{{ end }}").problem())
        .isEqualTo("takes more than 100000 steps");
    assertThat(error("{{ range 9999 }}0123456789{{ end }}").problem())
        .isEqualTo("writes more than 65536 characters");
    assertThat(error("{{ " + "(".repeat(500) + "1" + ")".repeat(500) + " }}").problem())
        .isEqualTo("nested too deeply");
    assertThat(error("{{ if 1 }}".repeat(500) + "{{ end }}".repeat(500)).problem())
        .isEqualTo("nested too deeply");
  }

  @Test
  void noTextMakesAnythingElseThanOutputOrATemplateException() {
    String[] parts = {
      "{{",
      "}}",
      " ",
      "if",
      "end",
      "else",
      "range",
      "with",
      "define",
      "\"x\"",
      ".",
      ".Labels",
      ".a",
      "$x",
      ":=",
      "=",
      "|",
      "(",
      ")",
      "1",
      "1.5",
      "printf",
      "\"%d %v %c %*d\"",
      "index",
      "slice",
      "-",
      "/*",
      "*/",
      "'a'",
      "`",
      "$",
      "template",
      "block",
      "nil",
      "true",
      "eq",
      "len",
      "and",
      "toTime",
      "date",
      "\n",
      "break",
      "query",
      "sortByLabel",
      "tmpl",
      ",",
      "humanize",
      "-5"
    };
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("{{ ");
      for (int part = random.nextInt(12); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
      }
      text.append(random.nextBoolean() ? " }}" : "");
      try {
        Template.parse("fuzz", text.toString()).execute(DATA, CONTEXT);
      } catch (TemplateException e) {
        assertThat(e.problem()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("unexpected failure of: " + text, e);
      }
    }
  }
}
