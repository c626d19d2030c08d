// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine on a grid of 30 s, without a scheduler. */
class AlertingRuleTest {
  private static final Duration STEP = Duration.ofSeconds(30);

  /**
   * Per evaluation: x the condition holds, . it does not; P pending, F firing, r resolved, - none.
   */
  @ParameterizedTest(name = "for {0}, keepFiringFor {1}: {2}")
  @CsvSource({
    "0S,   0S,   x x . . x ,               F F r r F",
    "30S,  0S,   x x x . . ,               P F F r r",
    "60S,  0S,   x x x x . ,               P P F F r",
    "60S,  0S,   x x . x x x ,             P P - P P F",
    "45S,  0S,   x x x . ,                 P P F r",
    "60S,  0S,   . . x . . ,               - - P - -",
    "0S,   60S,  x . . . . ,               F F F r r",
    "0S,   60S,  x . . x . . . ,           F F F F F F r",
    "0S,   45S,  x . . . ,                 F F F r",
    "30S,  60S,  x . x x . . . x x ,       P - P F F F r P F",
    "30S,  0S,   x x . x x . ,             P F r P F r"
  })
  void statesFollowTheCondition(String hold, String keep, String condition, String expected)
      throws InvalidRuleException {
    AlertingRule alerting = alerting(RuleLab.rule(hold, keep));
    List<String> states = new ArrayList<>();
    Instant at = RuleLab.START;
    for (String holds : condition.trim().split(" ")) {
      evaluate(alerting, at, holds.equals("x") ? List.of(RuleLab.CHECKOUT) : List.of());
      states.add(letter(alerting.alerts()));
      at = at.plus(STEP);
    }

    assertThat(String.join(" ", states)).isEqualTo(expected);
  }

  @Test
  void aResolvedAlertIsKeptForFifteenMinutes() throws InvalidRuleException {
    AlertingRule alerting = alerting(RuleLab.rule("0S", "0S"));
    evaluate(alerting, RuleLab.START, List.of(RuleLab.CHECKOUT));
    Instant end = RuleLab.START.plus(STEP);

    evaluate(alerting, end, List.of());
    evaluate(alerting, end.plus(Duration.ofMinutes(15)), List.of());
    assertThat(letter(alerting.alerts())).isEqualTo("r");

    evaluate(alerting, end.plus(Duration.ofMinutes(15).plusSeconds(1)), List.of());
    assertThat(alerting.alerts()).isEmpty();
  }

  /** Compares thousands of evaluations with a plain transcript of Prometheus' documented steps. */
  @Test
  void statesAreThoseOfPrometheusOverAWeek() throws InvalidRuleException {
    Random random = new Random(11);
    for (String[] times :
        new String[][] {{"0S", "0S"}, {"5M", "0S"}, {"2M", "10M"}, {"0S", "7M"}}) {
      RuleDefinition.Alerting definition = RuleLab.alert(RuleLab.rule(times[0], times[1]));
      AlertingRule alerting = alerting(RuleLab.rule(times[0], times[1]));
      Oracle oracle = new Oracle(definition.hold(), definition.keepFiringFor());
      boolean[] holds = new boolean[5];
      Instant at = RuleLab.START;
      for (int i = 0; i < 7 * 24 * 120; i++) {
        List<Labels> present = new ArrayList<>();
        for (int n = 0; n < holds.length; n++) {
          holds[n] ^= random.nextInt(2 + 8 * n) == 0;
          if (holds[n]) {
            present.add(Labels.of("__name__", "up", "n", "" + n));
          }
        }
        evaluate(alerting, at, present);
        oracle.evaluate(present, at);

        assertThat(states(alerting)).as("evaluation %d", i).isEqualTo(oracle.states());
        at = at.plus(STEP);
      }
    }
  }

  private static Map<String, String> states(AlertingRule alerting) {
    Map<String, String> states = new TreeMap<>();
    for (Alert alert : alerting.alerts()) {
      String state = letter(List.of(alert));
      states.put(alert.labels().get("n"), state + (state.equals("r") ? "" : alert.activeAt()));
    }
    return states;
  }

  private static AlertingRule alerting(GroupDefinition group) throws InvalidRuleException {
    return new AlertingRule((CompiledAlert) CompiledGroup.compile(group).rules().getFirst());
  }

  private static void evaluate(AlertingRule alerting, Instant at, List<Labels> present) {
    QueryFunction queries = (_, _) -> present.stream().map(l -> new Element(l, 0)).toList();
    alerting.evaluate(new ActiveRule.Evaluation(at, Duration.ZERO, 0, "shop", queries, ""));
  }

  private static String letter(List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return "-";
    }
    return switch (alerts.getFirst().state()) {
      case AlertState.Pending _ -> "P";
      case AlertState.Firing _ -> "F";
      case AlertState.Resolved _ -> "r";
    };
  }

  /** What Prometheus' documentation and code say, step by step, with mutable entries. */
  private static final class Oracle {
    private static final class Entry {
      String state = "P";
      Instant activeAt = Instant.EPOCH;
      @Nullable Instant keepFiringSince;
      @Nullable Instant resolvedAt;
    }

    private final Duration hold;
    private final Duration keep;
    private final Map<String, Entry> active = new HashMap<>();

    Oracle(Duration hold, Duration keep) {
      this.hold = hold;
      this.keep = keep;
    }

    void evaluate(List<Labels> present, Instant at) {
      List<String> names = present.stream().map(labels -> labels.get("n")).toList();
      for (String name : names) {
        Entry known = active.get(name);
        if (known == null || known.state.equals("r")) {
          Entry created = new Entry();
          created.activeAt = at;
          active.put(name, created);
        }
      }
      for (String name : List.copyOf(active.keySet())) {
        Entry entry = active.getOrDefault(name, new Entry());
        if (names.contains(name)) {
          entry.keepFiringSince = null;
        } else if (!keepsFiring(entry, at)) {
          end(name, entry, at);
          continue;
        }
        if (entry.state.equals("P") && !at.isBefore(entry.activeAt.plus(hold))) {
          entry.state = "F";
        }
      }
    }

    private boolean keepsFiring(Entry entry, Instant at) {
      if (!entry.state.equals("F") || keep.isZero()) {
        return false;
      }
      if (entry.keepFiringSince == null) {
        entry.keepFiringSince = at;
      }
      return Duration.between(entry.keepFiringSince, at).compareTo(keep) < 0;
    }

    private void end(String name, Entry entry, Instant at) {
      boolean old =
          entry.resolvedAt != null
              && Duration.between(entry.resolvedAt, at).compareTo(Duration.ofMinutes(15)) > 0;
      if (entry.state.equals("P") || old) {
        active.remove(name);
      }
      if (!entry.state.equals("r")) {
        entry.state = "r";
        entry.resolvedAt = at;
      }
    }

    Map<String, String> states() {
      Map<String, String> states = new TreeMap<>();
      active.forEach(
          (name, entry) ->
              states.put(name, entry.state + (entry.state.equals("r") ? "" : entry.activeAt)));
      return states;
    }
  }
}
