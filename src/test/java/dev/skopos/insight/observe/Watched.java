// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.CapacityAlerting;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.definition.Target;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.CrossingTimes;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.ModelReport;
import dev.skopos.forecast.model.TrendChange;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.net.IpFamily;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.notify.AttemptPolicy;
import dev.skopos.notify.ChannelDefinition;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.Objectives;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What tests have observed, at {@link #NOW}. */
public final class Watched {

  public static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final List<CheckSnapshot> checks = new ArrayList<>();
  private final List<GroupSnapshot> rules = new ArrayList<>();
  private final List<ObjectiveSnapshot> objectives = new ArrayList<>();
  private final List<CapacitySnapshot> forecasts = new ArrayList<>();

  private final List<ChannelSnapshot> channels = new ArrayList<>();
  private final List<SourceSnapshot> sources = new ArrayList<>();
  private final Map<Question, List<Fact>> facts = new EnumMap<>(Question.class);

  public static Watched watched() {
    return new Watched();
  }

  public Observed observed() {
    return new Observed(NOW, checks, rules, objectives, forecasts, channels, sources);
  }

  public Evidence evidence() {
    return new Evidence(observed(), new Facts(NOW, facts, List.of(), List.of()));
  }

  /** A series of an answer. */
  public Watched fact(Question question, double value, String... labels) {
    facts.computeIfAbsent(question, _ -> new ArrayList<>()).add(new Fact(Labels.of(labels), value));
    return this;
  }

  public static ResourceId check(String namespace, String name) {
    return new ResourceId("HealthCheck", namespace, name);
  }

  /** A check of {@code http://HOST/}, good in all of the last day. */
  public Watched check(String namespace, String name, String host, State state) {
    return check(namespace, name, host, state, Reason.CONNECTION_FAILED, 1);
  }

  public Watched check(
      String namespace, String name, String host, State state, Reason reason, double uptime) {
    Instant since = NOW.minus(Duration.ofMinutes(5));
    return check(namespace, name, host, state, reason, uptime, since, Optional.empty());
  }

  /** A healthy check of a server whose certificate ends after a time. */
  public Watched certificate(String namespace, String name, State state, Duration left) {
    CertificateFacts certificate =
        new CertificateFacts(
            "CN=" + name,
            "CN=authority",
            new CertificateFacts.Validity(
                NOW.minus(Duration.ofDays(60)), NOW.plus(left), NOW.plus(left)),
            List.of(),
            "01",
            "ab");
    return check(
        namespace, name, name, state, Reason.PROBE_SUCCEEDED, 1, NOW, Optional.of(certificate));
  }

  /** A check that began to fail at an instant. */
  public Watched failing(String namespace, String name, String host, Reason reason, Instant since) {
    return check(namespace, name, host, State.UNHEALTHY, reason, 1, since, Optional.empty());
  }

  private Watched check(
      String namespace,
      String name,
      String host,
      State state,
      Reason reason,
      double uptime,
      Instant since,
      Optional<CertificateFacts> certificate) {
    checks.add(
        new CheckSnapshot(
            definition(namespace, name, host),
            state,
            new CheckSnapshot.Finding(reason, "says " + state.word()),
            new CheckSnapshot.Times(NOW, NOW, since, NOW),
            new CheckSnapshot.Consecutive(0, 0),
            Optional.empty(),
            new CheckSnapshot.Uptime(
                OptionalDouble.of(uptime),
                OptionalDouble.of(uptime),
                OptionalDouble.of(1),
                OptionalDouble.empty()),
            certificate,
            Optional.empty(),
            List.of()));
    return this;
  }

  static CheckDefinition definition(String namespace, String name, String host) {
    return new CheckDefinition(
        check(namespace, name),
        new CheckDefinition.Schedule(Duration.ofSeconds(30), Duration.ofSeconds(10)),
        CheckDefinition.Retry.NONE,
        CheckDefinition.Thresholds.USUAL,
        new HttpProbe(
            URI.create("http://" + host + "/"),
            HttpProbe.Request.GET,
            List.of(StatusPattern.SUCCESS),
            HttpProbe.Response.USUAL,
            Optional.empty(),
            IpFamily.ANY),
        List.of(),
        false);
  }

  /** A rule without alerts. */
  public Watched rule(String namespace, String name) {
    return rule(namespace, name, "up == 0", RuleSnapshot.State.INACTIVE, List.of());
  }

  /** A rule with one alert that fires. */
  public Watched firing(String namespace, String name, String severity, String... labels) {
    return firing(namespace, name, Duration.ofHours(1), severity, labels);
  }

  public Watched firing(
      String namespace, String name, Duration since, String severity, String... labels) {
    Instance alert = alert(name, since, severity, labels);
    return rule(namespace, name, "up == 0", RuleSnapshot.State.FIRING, List.of(alert));
  }

  /** An alert that fires. */
  public static Instance alert(String name, Duration since, String severity, String... labels) {
    return new Instance(
        Labels.of(labels).with("alertname", name).with("severity", severity),
        RuleSnapshot.State.FIRING,
        NOW.minus(since),
        null,
        1,
        Map.of("summary", name + " is wrong"));
  }

  public Watched rule(
      String namespace,
      String name,
      String expr,
      RuleSnapshot.State state,
      List<Instance> instances) {
    return rule(
        new ResourceId("AlertRule", namespace, name),
        alerting(name, expr, Duration.ZERO, Duration.ZERO),
        state,
        instances);
  }

  /** A rule that waits before it fires, and before it ends. */
  public static RuleDefinition alerting(
      String name, String expr, Duration hold, Duration keepFiringFor) {
    return new RuleDefinition.Alerting(
        name, expr, hold, keepFiringFor, new TreeMap<>(), new TreeMap<>());
  }

  /** A rule of any resource. */
  public Watched rule(
      ResourceId source, RuleDefinition rule, RuleSnapshot.State state, List<Instance> instances) {
    RuleSnapshot snapshot =
        new RuleSnapshot(rule, state, instances.size(), 0, instances, null, false, null);
    rules.add(group(source, rule, snapshot));
    return this;
  }

  /** A rule whose last evaluation failed, or only has something missing. */
  public Watched problem(String namespace, String name, boolean failed, Problem problem) {
    RuleDefinition rule =
        new RuleDefinition.Alerting(
            name, "up == 0", Duration.ZERO, Duration.ZERO, new TreeMap<>(), new TreeMap<>());
    RuleSnapshot snapshot =
        new RuleSnapshot(rule, RuleSnapshot.State.INACTIVE, 0, 0, List.of(), null, failed, problem);
    rules.add(group(new ResourceId("AlertRule", namespace, name), rule, snapshot));
    return this;
  }

  /** A channel with something wrong, unless it is idle. */
  public Watched channel(
      String namespace, String name, ChannelSnapshot.State state, List<String> missing) {
    Optional<ChannelSnapshot.Failure> failure =
        state == ChannelSnapshot.State.FAILING
            ? Optional.of(new ChannelSnapshot.Failure(NOW, "answered 500", Optional.of(500)))
            : Optional.empty();
    channels.add(
        new ChannelSnapshot(
            new ChannelDefinition(
                new ResourceId("NotificationChannel", namespace, name),
                new ChannelSettings.Console(),
                false,
                true,
                ChannelDefinition.OpenTo.OWN_NAMESPACE,
                AttemptPolicy.USUAL),
            state,
            missing,
            new ChannelSnapshot.Counts(2, 0, 0, 0),
            Optional.empty(),
            failure,
            Optional.empty()));
    return this;
  }

  /** A source with one target of each health. */
  public Watched source(String namespace, String name, TargetSnapshot.Health... healths) {
    List<TargetSnapshot> targets = new ArrayList<>();
    for (TargetSnapshot.Health health : healths) {
      targets.add(target(targets.size(), health, Labels.EMPTY));
    }
    return source(namespace, name, targets);
  }

  /** A source with one target, a pod of the Deployment of that name on a node. */
  public Watched on(String node, String namespace, String name, TargetSnapshot.Health health) {
    Labels discovered =
        Labels.of(
            "__meta_kubernetes_namespace",
            namespace,
            "__meta_kubernetes_pod_name",
            name + '-' + node,
            "__meta_kubernetes_pod_controller_name",
            name,
            "__meta_kubernetes_pod_node_name",
            node);
    return source(namespace, name, List.of(target(0, health, discovered)));
  }

  private static TargetSnapshot target(
      int number, TargetSnapshot.Health health, Labels discovered) {
    return new TargetSnapshot(
        Labels.EMPTY,
        discovered,
        URI.create("http://10.0.0." + number + "/metrics"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        health,
        health == TargetSnapshot.Health.DOWN ? "connection refused" : "",
        Optional.of(NOW),
        Duration.ZERO,
        1);
  }

  private Watched source(String namespace, String name, List<TargetSnapshot> targets) {
    sources.add(new SourceSnapshot(source(namespace, name), targets, List.of(), 0, ""));
    return this;
  }

  private static ScrapeDefinition source(String namespace, String name) {
    return new ScrapeDefinition(
        new ResourceId("MetricSource", namespace, name),
        name,
        new ScrapeDefinition.Schedule(Duration.ofSeconds(30), Duration.ofSeconds(10)),
        new ScrapeDefinition.Request(
            "http",
            "/metrics",
            Map.of(),
            Optional.empty(),
            HistogramOptions.CLASSIC,
            RequestSecrets.NONE),
        List.of(),
        new ScrapeDefinition.Rewriting(List.of(), List.of(), false, true),
        new ScrapeDefinition.Limits(0, 0, 0, 0, 1, 1),
        false);
  }

  private static GroupSnapshot group(ResourceId id, RuleDefinition rule, RuleSnapshot snapshot) {
    return new GroupSnapshot(
        new GroupDefinition(
            id,
            GroupDefinition.Form.SINGLE,
            Duration.ofSeconds(30),
            Duration.ZERO,
            0,
            false,
            List.of(),
            List.of(rule)),
        snapshot.state(),
        snapshot.firing(),
        0,
        snapshot.instances(),
        List.of(snapshot),
        null,
        null,
        NOW,
        null,
        new GroupSnapshot.Tally(1, 0, 0));
  }

  /** The objective {@code shop/checkout} of service {@code checkout}. */
  public Watched objective(
      ObjectiveSnapshot.State state, double remaining, List<TierSnapshot> tiers) {
    return objective(Objectives.ID, state, remaining, tiers);
  }

  public Watched objective(
      ResourceId id, ObjectiveSnapshot.State state, double remaining, List<TierSnapshot> tiers) {
    ObjectiveDefinition definition = Objectives.objective().id(id).build();
    BudgetState budget =
        new BudgetState(
            Labels.EMPTY,
            new Events(1, 1000, 60),
            0.999,
            1,
            remaining,
            NOW.plus(Duration.ofDays(9)),
            new TreeMap<>());
    @Nullable Evaluation evaluation =
        state == ObjectiveSnapshot.State.UNKNOWN
            ? null
            : new Evaluation(
                NOW,
                NOW,
                NOW.minus(Duration.ofDays(30)),
                null,
                null,
                Duration.ZERO,
                budget,
                List.of(budget),
                0);
    objectives.add(
        new ObjectiveSnapshot(
            definition,
            state,
            null,
            evaluation,
            tiers,
            (int) tiers.stream().filter(each -> each.state() == TierState.FIRING).count(),
            List.of(),
            null,
            null,
            null,
            NOW));
    return this;
  }

  /** A forecast of what the Deployment of the same name has. */
  public Watched forecast(String namespace, String name, Risk risk, double used) {
    CapacityResource users =
        new CapacityResource("users", ResourceType.CUSTOM, "used", new LimitSource.Fixed(100));
    ResourceSnapshot resource =
        new ResourceSnapshot(
            users,
            risk,
            100 * used,
            100,
            HourlySeries.of(NOW),
            new Limit.Constant(100),
            risk == Risk.UNKNOWN ? null : outlook(),
            List.of(),
            null,
            NOW);
    forecasts.add(
        new CapacitySnapshot(
            new CapacityDefinition(
                new ResourceId(CapacityDefinition.KIND, namespace, name),
                new Target(Target.Kind.DEPLOYMENT, name),
                List.of(users),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofHours(1),
                RiskLevels.DEFAULT,
                CapacityAlerting.DEFAULT,
                List.of(),
                false),
            risk,
            List.of(resource),
            0,
            NOW,
            null));
    return this;
  }

  private static Outlook outlook() {
    return new Outlook(
        NOW,
        List.of(new Outlook.Expected(NOW, 78, 80, 82)),
        new Growth.Changing(1.33, 0.001),
        new Exhaustion(
            new Crossing.At(NOW.plus(Duration.ofDays(10))),
            new Crossing.At(NOW.plus(Duration.ofDays(15))),
            new Crossing.Never(),
            CrossingTimes.of(10, 240, 250, 260, 270, 300, 360, 400, 450, 500)),
        new ModelReport(Map.of(), false, false, TrendChange.NONE, Optional.empty(), 0, 0, 0));
  }
}
