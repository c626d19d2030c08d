// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.BudgetPolicy;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.Exclusion;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objectives of tests: 99.9 % of 30 days unless said otherwise. */
public final class Objectives {

  public static final ResourceId ID = new ResourceId(ObjectiveDefinition.KIND, "shop", "checkout");

  private ResourceId id = ID;
  private Indicator indicator = new Indicator.BoolGauge(List.of(Matcher.equal("__name__", "up")));
  private String target = "99.9";
  private Window window = new Window.Rolling(Duration.ofDays(30));
  private List<String> groupBy = List.of();
  private int maxGroups = 100;
  private Budgeting budgeting = new Budgeting.Occurrences();
  private Duration interval = Duration.ofSeconds(30);
  private AbsentData absent = AbsentData.IGNORE;
  private Alerting alerting = Alerting.DEFAULT;
  private List<Exclusion> exclusions = List.of();
  private @Nullable BudgetPolicy policy;
  private List<ResourceId> channels = List.of();
  private boolean suspend;

  public static Objectives objective() {
    return new Objectives();
  }

  public Objectives id(ResourceId other) {
    this.id = other;
    return this;
  }

  public Objectives target(String percent) {
    this.target = percent;
    return this;
  }

  public Objectives rolling(Duration length) {
    this.window = new Window.Rolling(length);
    return this;
  }

  public Objectives calendar(CalendarUnit unit, String zone) {
    this.window = new Window.Calendar(new CalendarPeriods(unit, ZoneId.of(zone)));
    return this;
  }

  public Objectives groupBy(String... labels) {
    this.groupBy = List.of(labels);
    return this;
  }

  public Objectives counting(Indicator other) {
    this.indicator = other;
    return this;
  }

  public Objectives maxGroups(int most) {
    this.maxGroups = most;
    return this;
  }

  public Objectives slices(Duration length) {
    this.budgeting = new Budgeting.Timeslices(length, BigDecimal.valueOf(95));
    return this;
  }

  public Objectives every(Duration time) {
    this.interval = time;
    return this;
  }

  public Objectives absent(AbsentData data) {
    this.absent = data;
    return this;
  }

  public Objectives alerting(Alerting alerts) {
    this.alerting = alerts;
    return this;
  }

  public Objectives excluding(Exclusion... spans) {
    this.exclusions = List.of(spans);
    return this;
  }

  public Objectives policy(BudgetPolicy budgetPolicy) {
    this.policy = budgetPolicy;
    return this;
  }

  public Objectives channels(ResourceId... ids) {
    this.channels = List.of(ids);
    return this;
  }

  public Objectives suspended() {
    this.suspend = true;
    return this;
  }

  public ObjectiveDefinition build() {
    return new ObjectiveDefinition(
        id,
        "shop",
        new BigDecimal(target),
        window,
        indicator,
        groupBy,
        maxGroups,
        budgeting,
        interval,
        absent,
        alerting,
        exclusions,
        policy,
        channels,
        suspend);
  }
}
