// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.CHECKOUT;
import static dev.skopos.rule.RuleLab.rule;
import static dev.skopos.rule.RuleLab.withLabels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a definition says of its alerts, and one runner for each rule. */
class RuleAlertsTest {

  private final RuleLab lab = new RuleLab();

  @Test
  void moreAlertsThanTheLimitAreAFailureThatChangesNothing() {
    Labels other = CHECKOUT.with("job", "other");
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RuleLab.limited(rule("0S", "0S"), 1));
    lab.advance("0S");

    lab.holdsFor(CHECKOUT, other);
    lab.advance("30S");

    assertThat(lab.snapshot().firing()).isEqualTo(1);
    assertThat(lab.snapshot().problem())
        .isEqualTo(new RuleSnapshot.Problem("LimitExceeded", "exceeded limit of 1 with 2 alerts"));
    assertThat(lab.lastHandedOver()).isEqualTo("Firing");

    lab.holdsFor(other);
    lab.advance("30S");

    assertThat(lab.snapshot().problem()).isNull();
    assertThat(lab.snapshot().instances().getFirst().labels().get("job")).isEqualTo("other");
  }

  @Test
  void anEmptyLabelRemovesThatOfTheSeries() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(withLabels(rule("0S", "0S"), "job", "{{ if false }}x{{ end }}"));
    lab.advance("0S");

    assertThat(lab.snapshot().instances().getFirst().labels().get("job")).isEmpty();

    lab.registry.apply(withLabels(rule("0S", "0S"), "job", ""));
    lab.advance("0S");

    assertThat(lab.snapshot().instances().getFirst().labels().get("job")).isEmpty();
  }

  @Test
  void anAlertThatIsKeptFiringSaysSinceWhen() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "5M"));
    lab.advance("0S");
    assertThat(lab.snapshot().instances().getFirst().keepFiringSince()).isNull();
    List<ResourceId> changes = new ArrayList<>();
    lab.registry.onChange(changes::add);

    lab.holdsForNone();
    lab.advance("30S");

    assertThat(lab.snapshot().instances().getFirst().keepFiringSince())
        .isBetween(RuleLab.START, lab.now());
    assertThat(changes).containsExactly(RuleLab.ID);
  }

  @Test
  void aRuleThatIsDeletedAndCreatedAnewDuringAnEvaluationHasOneRunner() {
    AtomicBoolean once = new AtomicBoolean(true);
    lab.answer =
        (_, _) -> {
          if (once.getAndSet(false)) {
            lab.registry.remove(RuleLab.ID);
          }
          return List.of(new QueryFunction.Element(CHECKOUT, 0));
        };
    AtomicInteger told = new AtomicInteger();
    lab.registry.apply(rule("0S", "0S"));
    lab.registry.onChange(
        id -> {
          if (told.incrementAndGet() == 2) {
            lab.registry.apply(rule("0S", "0S"));
          }
        });

    lab.advance("30S");

    assertThat(lab.handedOver)
        .allSatisfy(alerts -> assertThat(alerts.alerts()).hasSize(1))
        .extracting(alerts -> RuleLab.name(alerts.alerts().getFirst().state()))
        .containsOnly("Firing");
    assertThat(lab.states.ids()).containsExactly(RuleLab.ID);
    assertThat(lab.snapshot().firing()).isEqualTo(1);
  }
}
