// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Matcher;
import dev.skopos.slo.count.CountingDefinition.Slices;
import dev.skopos.slo.count.Indicator.Comparison;
import dev.skopos.slo.count.Indicator.Part;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountingDefinitionTest {

  private static final List<Matcher> NAME = List.of(Matcher.equal("__name__", "requests_total"));

  private static String fingerprint(CountingDefinition definition) {
    return definition.account().fingerprint();
  }

  @Test
  void anAccountIsFoundAgainByLaterVersions() {
    assertThat(fingerprint(CounterLab.definition(CounterLab.COUNTERS, "route")))
        .isEqualTo("458a15995b9bbb54784a3bb251b1185a3e0d0d107de25d684c6a3f5a5849eca8");
  }

  @Test
  void whoeverCountsSomethingElseHasAnotherAccount() {
    Stream<CountingDefinition> definitions =
        Stream.of(
            CounterLab.definition(new Indicator.Counters(Part.BAD, NAME, NAME)),
            CounterLab.definition(new Indicator.Counters(Part.GOOD, NAME, NAME)),
            CounterLab.definition(new Indicator.Counters(Part.BAD, NAME, NAME), "code"),
            CounterLab.definition(
                new Indicator.Counters(Part.BAD, NAME, NAME), new Slices(Duration.ofMinutes(5), 1)),
            CounterLab.definition(
                new Indicator.Counters(Part.BAD, NAME, NAME),
                new Slices(Duration.ofMinutes(5), 0.9)),
            CounterLab.definition(new Indicator.BoolGauge(NAME)),
            CounterLab.definition(new Indicator.Latency(NAME, 0.3)),
            CounterLab.definition(new Indicator.Latency(NAME, 0.4)),
            CounterLab.definition(new Indicator.Threshold(NAME, Comparison.LESS, 1)),
            CounterLab.definition(new Indicator.Threshold(NAME, Comparison.GREATER, 1)),
            CounterLab.definition(new Indicator.Ratio(Part.BAD, "a", "b")),
            CounterLab.definition(new Indicator.Ratio(Part.GOOD, "a", "b")),
            CounterLab.definition(new Indicator.Expression("a")));

    assertThat(definitions.map(CountingDefinitionTest::fingerprint)).doesNotHaveDuplicates();
  }
}
