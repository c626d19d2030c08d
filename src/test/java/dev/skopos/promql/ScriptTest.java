// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.promql.ScriptRunner.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs this project's own scripts, one file for each part of the language. */
class ScriptTest {

  @ParameterizedTest
  @ValueSource(strings = {"selectors", "operators", "functions", "aggregations"})
  void queriesGiveWhatTheScriptSays(String name) throws Exception {
    String text = "\n" + String.join("\n", ParserTest.corpus(name + ".test"));

    List<Outcome> outcomes = ScriptRunner.run(Script.parse(name, text));

    assertThat(outcomes)
        .hasSizeGreaterThan(15)
        .allSatisfy(outcome -> assertThat(outcome.problem()).as(outcome.toString()).isEmpty());
  }
}
