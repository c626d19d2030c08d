// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.mapping.AlertRuleMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedPlanTest {

  private static final ResourceId ID = new ResourceId("AlertRule", "shop", "slow");

  @TempDir Path folder;
  private final Map<ResourceId, GroupDefinition> inForce = new TreeMap<>();

  private AcceptedPlan<AlertRule> started() {
    inForce.clear();
    AlertRuleMapper mapper = new AlertRuleMapper();
    AcceptedPlan<AlertRule> plan =
        new AcceptedPlan<>(
            new PlannedKind<>(
                AlertRule.class,
                rule -> accept(mapper.toRule(rule)),
                inForce::remove,
                ids -> inForce.keySet().retainAll(ids)),
            new AcceptedSpecs(folder, new SimpleMeterRegistry()));
    plan.restore();
    return plan;
  }

  private String expression() {
    return Objects.requireNonNull(inForce.get(ID)).rules().getFirst().expr();
  }

  private Applied accept(GroupDefinition rule) {
    if (rule.rules().getFirst().expr().equals("broken(")) {
      return new Applied.Rejected("InvalidExpression", "spec.expr: unclosed (");
    }
    inForce.put(rule.id(), rule);
    return Applied.ACCEPTED;
  }

  private static AlertRule rule(String uid, int generation, String expr) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {namespace: shop, name: slow, uid: %s, generation: %d}
        spec: {expr: "%s", interval: 10s}
        status: {state: Firing}
        """
            .formatted(uid, generation, expr),
        AlertRule.class);
  }

  @Test
  void whatWasAcceptedIsInForceAfterARestartWithoutTheCluster() {
    started().apply(rule("a", 2, "up == 0"));

    started();

    assertThat(expression()).isEqualTo("up == 0");
  }

  @Test
  void aRefusedGenerationLeavesTheAcceptedOneInForceAlsoAfterARestart() {
    started().apply(rule("a", 2, "up == 0"));
    AcceptedPlan<AlertRule> plan = started();

    Verdict verdict = plan.apply(rule("a", 3, "broken("));

    assertThat(verdict)
        .isEqualTo(
            new Verdict(new Applied.Rejected("InvalidExpression", "spec.expr: unclosed ("), 2L));
    assertThat(expression()).isEqualTo("up == 0");
    started();
    assertThat(expression()).isEqualTo("up == 0");
  }

  @Test
  void whatWasNeverAcceptedHasNoEffect() {
    Verdict verdict = started().apply(rule("a", 1, "broken("));

    assertThat(verdict.acceptedGeneration()).isNull();
    assertThat(inForce).isEmpty();
  }

  @Test
  void aResourceOfTheSameNameInheritsNothing() {
    started().apply(rule("a", 2, "up == 0"));
    AcceptedPlan<AlertRule> plan = started();

    Verdict verdict = plan.apply(rule("b", 1, "broken("));

    assertThat(verdict.acceptedGeneration()).isNull();
    assertThat(inForce).isEmpty();
    started();
    assertThat(inForce).isEmpty();
  }

  @Test
  void whatWasDeletedWhileTheOperatorWasDownIsGoneWithTheFirstSweep() {
    started().apply(rule("a", 2, "up == 0"));
    AcceptedPlan<AlertRule> plan = started();

    plan.retainOnly(Set::of);

    assertThat(inForce).isEmpty();
    started();
    assertThat(inForce).isEmpty();
  }

  @Test
  void aDefinitionThatTheDomainRefusesIsRejectedWithItsMessage() {
    AlertRule zero = rule("a", 1, "up == 0");
    zero.setSpec(
        Serialization.unmarshal(
            "{\"expr\": \"up\", \"interval\": \"0s\"}",
            dev.skopos.api.v1alpha1.alertrule.AlertRuleSpec.class));

    Verdict verdict = started().apply(zero);

    assertThat(verdict.applied())
        .isInstanceOfSatisfying(
            Applied.Rejected.class,
            rejected -> assertThat(rejected.message()).contains("interval"));
  }
}
