// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.Problem;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Growth;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Forecasts as Skopos' API shows them: amounts in units of the resource, instants in RFC 3339. */
final class CapacityView {

  private CapacityView() {}

  /** All that a caller may see; the risk is the worst of them. */
  record Overview(String risk, List<NamespaceRisk> namespaces, List<Forecast> forecasts) {}

  record NamespaceRisk(String namespace, String risk) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Forecast(
      String namespace,
      String name,
      String risk,
      boolean suspended,
      int firing,
      @Nullable String lastForecast,
      List<Resource> resources) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Resource(
      String name,
      String type,
      String risk,
      @Nullable Double usage,
      @Nullable Double limit,
      @Nullable Double utilizationRatio,
      @Nullable Expectation expectation,
      List<Advice> recommendations,
      @Nullable String problem) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Advice(
      String term, String action, String reason, @Nullable String effect, @Nullable String patch) {}

  /**
   * What is expected.
   *
   * @param growthPerDay 0: stable
   * @param points null: left out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Expectation(
      double growthPerDay,
      Dates exhaustion,
      double probability7d,
      double probability30d,
      String model,
      double mase,
      double coverage90,
      @Nullable List<Point> points) {}

  /** A date that is absent lies beyond the horizon. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Dates(@Nullable String p10, @Nullable String p50, @Nullable String p90) {}

  record Point(String time, double p10, double p50, double p90) {}

  static Overview overview(List<CapacitySnapshot> snapshots) {
    Map<String, Risk> namespaces = new TreeMap<>();
    snapshots.forEach(
        each -> namespaces.merge(each.definition().id().namespace(), each.risk(), Risk::worse));
    Risk worst = namespaces.values().stream().reduce(Risk.UNKNOWN, Risk::worse);
    List<NamespaceRisk> risks = new ArrayList<>();
    namespaces.forEach((name, risk) -> risks.add(new NamespaceRisk(name, risk.word())));
    return new Overview(
        worst.word(), risks, snapshots.stream().map(each -> forecast(each, false)).toList());
  }

  /** One forecast, with or without the points of what is expected. */
  static Forecast forecast(CapacitySnapshot snapshot, boolean points) {
    ResourceId id = snapshot.definition().id();
    return new Forecast(
        id.namespace(),
        id.name(),
        snapshot.risk().word(),
        snapshot.definition().suspend(),
        snapshot.firing(),
        text(snapshot.lastForecast()),
        snapshot.resources().stream().map(each -> resource(each, points)).toList());
  }

  private static Resource resource(ResourceSnapshot found, boolean points) {
    return new Resource(
        found.resource().name(),
        found.resource().type().word(),
        found.risk().word(),
        finite(found.usage()),
        finite(found.ceiling()),
        finite(found.utilization()),
        found.expected().map(outlook -> expectation(outlook, points)).orElse(null),
        found.recommendations().stream().map(CapacityView::advice).toList(),
        Optional.ofNullable(found.problem()).map(Problem::message).orElse(null));
  }

  private static Advice advice(dev.skopos.forecast.Recommendation advice) {
    String term =
        switch (advice.term()) {
          case IMMEDIATE -> "Immediate";
          case SHORT -> "Short";
          case MEDIUM -> "Medium";
          case LONG -> "Long";
        };
    return new Advice(term, advice.action(), advice.reason(), advice.effect(), advice.patch());
  }

  static Expectation expectation(Outlook outlook, boolean points) {
    double growth =
        switch (outlook.growth()) {
          case Growth.Changing(double perDay, _) -> perDay;
          case Growth.Stable _ -> 0;
        };
    return new Expectation(
        growth,
        new Dates(
            text(outlook.exhaustion().p10()),
            text(outlook.exhaustion().p50()),
            text(outlook.exhaustion().p90())),
        outlook.exhaustion().probability7d(),
        outlook.exhaustion().probability30d(),
        outlook.model().model().name(),
        outlook.model().mase(),
        outlook.model().coverage90(),
        points ? outlook.path().stream().map(CapacityView::point).toList() : null);
  }

  private static Point point(Outlook.Expected each) {
    return new Point(each.time().toString(), each.p10(), each.p50(), each.p90());
  }

  private static @Nullable String text(Crossing crossing) {
    return switch (crossing) {
      case Crossing.At(Instant time) -> time.toString();
      case Crossing.Never() -> null;
    };
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
