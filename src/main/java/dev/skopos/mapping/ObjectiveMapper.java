// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.api.v1alpha1.servicelevelobjective.BudgetPolicy;
import dev.skopos.api.v1alpha1.servicelevelobjective.Exclusion;
import dev.skopos.api.v1alpha1.servicelevelobjective.ReportSchedule;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.api.v1alpha1.servicelevelobjective.Timeslices;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.calendar.CronSchedule;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportDefinition;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportTime;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.InvalidObjectiveException;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns ServiceLevelObjectives into objectives. */
public final class ObjectiveMapper {

  /**
   * The objective that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public ObjectiveDefinition toObjective(ServiceLevelObjective resource) {
    ResourceId id = ResourceIds.of(resource);
    return toObjective(id, id.name(), needed(resource.getSpec(), "spec"));
  }

  /**
   * The objective that a spec describes which is of no resource of its own.
   *
   * @param service its name where the spec has none
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public ObjectiveDefinition toObjective(
      ResourceId id, String service, ServiceLevelObjectiveSpec spec) {
    try {
      return objective(id, service, spec);
    } catch (InvalidObjectiveException e) {
      throw new IllegalArgumentException("spec." + e.getMessage(), e);
    }
  }

  private static ObjectiveDefinition objective(
      ResourceId id, String service, ServiceLevelObjectiveSpec spec) {
    return new ObjectiveDefinition(
        id,
        Objects.requireNonNullElse(spec.service(), service),
        new BigDecimal(needed(spec.targetPercent(), "spec.targetPercent")),
        window(spec.window()),
        IndicatorMapper.indicator(needed(spec.indicator(), "spec.indicator"), id.namespace()),
        spec.groupBy(),
        spec.maxGroups(),
        budgeting(spec),
        spec.interval().toDuration(),
        AbsentData.valueOf(spec.absentData().name()),
        ObjectiveAlertingMapper.alerting(spec.alerting()),
        spec.exclusions().stream().map(ObjectiveMapper::exclusion).toList(),
        policy(spec.budgetPolicy()),
        NotifiedChannels.of(spec.notifies(), id.namespace()),
        spec.suspend());
  }

  private static dev.skopos.slo.definition.Window window(Window window) {
    return window.rolling() == null
        ? new dev.skopos.slo.definition.Window.Calendar(
            new CalendarPeriods(
                CalendarUnit.valueOf(needed(window.calendar(), "spec.window.rolling").name()),
                zone(window.timeZone(), "spec.window.timeZone")))
        : new dev.skopos.slo.definition.Window.Rolling(window.rolling().toDuration());
  }

  /** A time zone of the tz database; UTC where there is none. */
  private static ZoneId zone(@Nullable String name, String field) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s: '%s' is no time zone; expected one of the tz database, for instance Europe/Berlin"
              .formatted(field, name),
          e);
    }
  }

  private static Budgeting budgeting(ServiceLevelObjectiveSpec spec) {
    return switch (spec.budgeting()) {
      case OCCURRENCES -> new Budgeting.Occurrences();
      case TIMESLICES -> {
        Timeslices slices = needed(spec.timeslices(), "spec.timeslices");
        yield new Budgeting.Timeslices(
            slices.length().toDuration(),
            new BigDecimal(needed(slices.goodPercent(), "spec.timeslices.goodPercent")));
      }
    };
  }

  private static dev.skopos.slo.definition.Exclusion exclusion(Exclusion exclusion) {
    String reason = needed(exclusion.reason(), "spec.exclusions.reason");
    String schedule = exclusion.schedule();
    if (schedule == null) {
      return new dev.skopos.slo.definition.Exclusion.OneOff(
          needed(exclusion.from(), "spec.exclusions.from"),
          needed(exclusion.to(), "spec.exclusions.to"),
          reason,
          exclusion.author());
    }
    return dev.skopos.slo.definition.Exclusion.Recurring.of(
        schedule,
        needed(exclusion.duration(), "spec.exclusions.duration").toDuration(),
        zone(exclusion.timeZone(), "spec.exclusions.timeZone"),
        reason,
        exclusion.author());
  }

  private static dev.skopos.slo.definition.@Nullable BudgetPolicy policy(
      @Nullable BudgetPolicy policy) {
    if (policy == null) {
      return null;
    }
    String below = policy.remainingBelowPercent();
    return new dev.skopos.slo.definition.BudgetPolicy(
        below == null ? BigDecimal.ZERO : new BigDecimal(below),
        policy.alert() == null ? null : Severities.of(policy.alert().severity()),
        policy.freeze() != null);
  }

  /** The labels of the workloads that the budget policy freezes, if it does. */
  public Optional<Selector> frozen(ServiceLevelObjective resource) {
    return Optional.ofNullable(resource.getSpec().budgetPolicy())
        .map(BudgetPolicy::freeze)
        .map(BudgetPolicy.Freeze::selector);
  }

  /**
   * The reports that are made of it again and again.
   *
   * @throws IllegalArgumentException when one cannot be; the message names the field
   */
  public List<ReportDefinition> reports(ServiceLevelObjective resource) {
    ResourceId id = ResourceIds.of(resource);
    List<ReportSchedule> reports = needed(resource.getSpec(), "spec").reports();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < reports.size(); i++) {
      String name = reports.get(i).name();
      if (name != null && !names.add(name)) {
        throw new IllegalArgumentException(
            "spec.reports[%d].name: \"%s\", expected a name of its own".formatted(i, name));
      }
    }
    return IntStream.range(0, reports.size())
        .mapToObj(i -> report(id, reports.get(i), "spec.reports[%d].".formatted(i)))
        .toList();
  }

  private static ReportDefinition report(ResourceId id, ReportSchedule report, String field) {
    return new ReportDefinition(
        id,
        needed(report.name(), field + "name"),
        cron(needed(report.schedule(), field + "schedule"), field + "schedule"),
        new ReportTime.Calendar(
            new CalendarPeriods(
                CalendarUnit.valueOf(report.period().name()),
                zone(report.timeZone(), field + "timeZone"))),
        report.formats().stream()
            .map(each -> ReportFormat.valueOf(each.name()))
            .distinct()
            .toList(),
        NotifiedChannels.of(report.channels(), id.namespace()));
  }

  private static CronSchedule cron(String text, String field) {
    try {
      return CronSchedule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
  }

  /** The channels that its reports are delivered to, each once. */
  public List<ResourceId> reportChannels(ServiceLevelObjective resource) {
    return NotifiedChannels.of(
        resource.getSpec().reports().stream().flatMap(each -> each.channels().stream()).toList(),
        resource.getMetadata().getNamespace());
  }

  /** The channels that the resource names, in its order. */
  public List<ResourceId> channels(ServiceLevelObjective resource) {
    return NotifiedChannels.of(
        resource.getSpec().notifies(), resource.getMetadata().getNamespace());
  }
}
