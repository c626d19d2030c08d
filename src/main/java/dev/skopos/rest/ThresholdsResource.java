// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Decision;
import dev.skopos.access.Permission;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.ThresholdAdvice;
import dev.skopos.insight.tuning.ThresholdAdvisor;
import dev.skopos.insight.tuning.ThresholdResult;
import dev.skopos.insight.tuning.TunedRule;
import dev.skopos.net.Deadline;
import dev.skopos.rule.RuleRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thresholds proposed for an alert rule, or for an expression that is to become one. */
@Path("/api/skopos/v1/insights/thresholds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ThresholdsResource {

  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);

  private final RuleRegistry rules;
  private final ThresholdAdvisor advisor;
  private final AccessControl access;
  private final RuntimeFacts facts;

  ThresholdsResource(
      RuleRegistry rules, ThresholdAdvisor advisor, AccessControl access, RuntimeFacts facts) {
    this.rules = rules;
    this.advisor = advisor;
    this.access = access;
    this.facts = facts;
  }

  /** By the rule's name, or by expression; see {@link RuleChoice}. */
  @GET
  public Response thresholds(@Context UriInfo uri, @Context RoutingContext context) {
    Parameters parameters = Parameters.of(uri);
    try {
      boolean named = !parameters.text("rule").isEmpty();
      if (named == !parameters.text("expr").isEmpty()) {
        throw new BadParameterException("rule", "expected either rule and namespace, or expr");
      }
      return named ? ofRule(parameters, context) : ofExpression(parameters, context);
    } catch (BadParameterException e) {
      return ProblemJson.badRequest(e.text());
    }
  }

  private Response ofRule(Parameters parameters, RoutingContext context)
      throws BadParameterException {
    RuleChoice choice = RuleChoice.of(parameters);
    RuleViews sees = new RuleViews(access, RequestCaller.of(context));
    List<KnownRule> visible =
        KnownRule.all(rules.snapshots()).stream().filter(each -> sees.test(each.source())).toList();
    Optional<KnownRule> found = choice.one(visible);
    return found.isEmpty()
        ? ProblemJson.notFound(
            "there is no alert rule %s/%s".formatted(choice.namespace(), choice.rule()))
        : answer(found.get().tuned(), found.get(), parameters, context);
  }

  /** Who asks with an expression of his own, asks a query. */
  private Response ofExpression(Parameters parameters, RoutingContext context)
      throws BadParameterException {
    Permission query = new Permission.OnPath("get", "/skopos/api/v1/query");
    return switch (access.decide(RequestCaller.of(context), query)) {
      case Decision.Allowed _ -> {
        TunedRule rule =
            new TunedRule(
                parameters.text("expr"),
                parameters.duration("for", Duration.ZERO),
                parameters.duration("keepFiringFor", Duration.ZERO),
                parameters.duration("interval", USUAL_INTERVAL),
                Duration.ZERO);
        yield answer(rule, null, parameters, context);
      }
      case Decision.Undecided(String message) -> ProblemJson.unavailable(message);
      case Decision.Unauthenticated(String message) -> ProblemJson.forbidden(message);
      case Decision.Forbidden(String message) -> ProblemJson.forbidden(message);
      case Decision.Absent _ -> ProblemJson.notFound("there is no such thing");
    };
  }

  private Response answer(
      TunedRule rule, @Nullable KnownRule known, Parameters parameters, RoutingContext context)
      throws BadParameterException {
    Deadline deadline = Deadline.after(facts.queryTimeout());
    double wanted = firingsPerWeek(parameters.text("firingsPerWeek"));
    ThresholdResult result =
        advisor.advise(rule, wanted, () -> deadline.passed() || context.response().closed());
    return switch (result) {
      case ThresholdResult.Advised(ThresholdAdvice advice) ->
          ApiAnswer.success(ThresholdView.of(advice, known));
      case ThresholdResult.NoThreshold(String reason) ->
          throw new BadParameterException(known == null ? "expr" : "rule", reason);
      case ThresholdResult.Failed(String reason) -> ProblemJson.unprocessable(reason);
    };
  }

  private static double firingsPerWeek(String text) throws BadParameterException {
    if (text.isEmpty()) {
      return ThresholdAdvisor.FIRINGS_PER_WEEK;
    }
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new BadParameterException(
          "firingsPerWeek", "\"%s\", expected a number from 0 to 999999".formatted(text));
    }
    return Double.parseDouble(text);
  }
}
