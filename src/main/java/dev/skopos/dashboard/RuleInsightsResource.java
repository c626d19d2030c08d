// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.NoiseMeter;
import dev.skopos.insight.tuning.ThresholdAdvisor;
import dev.skopos.net.Deadline;
import dev.skopos.rest.RequestCaller;
import dev.skopos.rest.RuleChoice;
import dev.skopos.rest.RuleViews;
import dev.skopos.rest.RuntimeFacts;
import dev.skopos.rule.RuleRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The page of the noisiest rules, and that of one rule's thresholds. */
@Path("/ui/insights/rules")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RuleInsightsResource {

  private static final int USUAL_DAYS = 7;

  /** Those that the page offers. */
  private static final Set<String> DAYS = Set.of("1", "7", "30");

  private final RuleRegistry rules;
  private final ThresholdAdvisor advisor;
  private final NoiseMeter meter;
  private final AccessControl access;
  private final RuntimeFacts facts;

  RuleInsightsResource(
      RuleRegistry rules,
      ThresholdAdvisor advisor,
      NoiseMeter meter,
      AccessControl access,
      RuntimeFacts facts) {
    this.rules = rules;
    this.advisor = advisor;
    this.meter = meter;
    this.access = access;
    this.facts = facts;
  }

  /** The rule that is named; without one the noisiest. */
  @GET
  public String page(
      @QueryParam("days") @DefaultValue("7") String days,
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @QueryParam("rule") @DefaultValue("") String rule,
      @QueryParam("group") @DefaultValue("") String group,
      @QueryParam("position") @DefaultValue("") String position,
      @Context RoutingContext context) {
    RuleViews sees = new RuleViews(access, RequestCaller.of(context));
    List<KnownRule> known = KnownRule.all(rules.snapshots());
    Visitor visitor = Visitor.of(context);
    Deadline deadline = Deadline.after(facts.queryTimeout());
    BooleanSupplier over = () -> deadline.passed() || context.response().closed();
    if (rule.isEmpty()) {
      int window = DAYS.contains(days) ? Integer.parseInt(days) : USUAL_DAYS;
      return Pages.noise(visitor, noise(window, known, sees, over)).render();
    }
    KnownRule chosen =
        new RuleChoice(namespace, rule, group, position)
            .among(known).stream()
                .filter(each -> sees.test(each.source()))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    return Pages.thresholds(
            visitor,
            ThresholdBoards.of(
                chosen, advisor.advise(chosen.tuned(), ThresholdAdvisor.FIRINGS_PER_WEEK, over)))
        .render();
  }

  private RuleNoiseBoard noise(
      int days, List<KnownRule> known, RuleViews sees, BooleanSupplier over) {
    try {
      return RuleNoiseBoards.of(days, meter.measure(days, known, sees::seesNoise, over));
    } catch (ReadFailedException e) {
      return RuleNoiseBoards.failed(days, "The past could not be read: " + e.getMessage() + ".");
    }
  }
}
