// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.rule.GroupDefinition.Form;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownRuleTest {

  private static KnownRule known(Form form, String expr) {
    TuningLab lab = new TuningLab(TuningLab.BEGIN);
    TunedRule rule =
        new TunedRule(expr, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO);
    lab.rules.apply(TuningLab.group(form, rule));
    return KnownRule.all(lab.rules.snapshots()).getFirst();
  }

  @Test
  void aPatchIsOneWordOfTheShellAndValidJson() {
    KnownRule rule = known(Form.SINGLE, "load{team='a'}\n > 5");

    assertThat(rule.patchExpr("load{team='a', path=\"\\\\d\"}\n > 7"))
        .isEqualTo(
            "kubectl -n shop patch alertrule high --type=merge -p"
                + " '{\"spec\":{\"expr\":\"load{team='\\''a'\\'', path=\\\"\\\\\\\\d\\\"}\\n"
                + " > 7\"}}'");
  }

  @Test
  void inAGroupThePatchFailsWhenTheRuleIsAnotherMeanwhile() {
    KnownRule rule = known(Form.GROUP, "load > 5");

    assertThat(rule.patchExpr("load > 7"))
        .isEqualTo(
            "kubectl -n shop patch rulegroup high --type=json -p"
                + " '[{\"op\":\"test\",\"path\":\"/spec/rules/0/expr\",\"value\":\"load > 5\"},"
                + "{\"op\":\"add\",\"path\":\"/spec/rules/0/expr\",\"value\":\"load > 7\"}]'");
  }

  @Test
  void aRuleIsKnownByItsAlertAndAnAlertRuleByItsOwnNameToo() {
    assertThat(known(Form.SINGLE, "load > 5").isNamed("high")).isTrue();
    assertThat(known(Form.SINGLE, "load > 5").isNamed("High")).isTrue();
    assertThat(known(Form.GROUP, "load > 5").isNamed("High")).isTrue();
    assertThat(known(Form.GROUP, "load > 5").isNamed("high")).isFalse();
  }
}
