// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleSpec;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastSpec;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckSpec;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceSpec;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelSpec;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupSpec;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/**
 * A kind of the group; the list is what CRDs and reference pages are made of.
 *
 * @param description what {@code kubectl explain} says of the kind
 */
record Kind(
    Class<? extends CustomResource<?, ?>> resource,
    Class<? extends Record> spec,
    Class<? extends Record> status,
    String description) {

  static final List<Kind> ALL =
      List.of(
          new Kind(
              HealthCheck.class,
              HealthCheckSpec.class,
              HealthCheckStatus.class,
              "A HealthCheck probes one target again and again, by HTTP, TCP or DNS, and says in"
                  + " its status how the target is."),
          new Kind(
              AlertRule.class,
              AlertRuleSpec.class,
              AlertRuleStatus.class,
              "An AlertRule evaluates a PromQL expression again and again and raises an alert for"
                  + " each series that it gives."),
          new Kind(
              RuleGroup.class,
              RuleGroupSpec.class,
              RuleGroupStatus.class,
              "A RuleGroup evaluates recording and alerting rules one after the other, as a group"
                  + " of rules in Prometheus."),
          new Kind(
              NotificationChannel.class,
              NotificationChannelSpec.class,
              NotificationChannelStatus.class,
              "A NotificationChannel is one place that notifications are sent to."),
          new Kind(
              MetricSource.class,
              MetricSourceSpec.class,
              MetricSourceStatus.class,
              "A MetricSource collects the metrics of targets again and again and stores their"
                  + " samples."),
          new Kind(
              ServiceLevelObjective.class,
              ServiceLevelObjectiveSpec.class,
              ServiceLevelObjectiveStatus.class,
              "A ServiceLevelObjective counts good and bad events, says how much of the error"
                  + " budget is left, and alerts of a budget that burns too fast."),
          new Kind(
              CapacityForecast.class,
              CapacityForecastSpec.class,
              CapacityForecastStatus.class,
              "A CapacityForecast says when what is used will reach what there is, how sure that"
                  + " is, and what could be done."));

  String name() {
    return resource.getSimpleName();
  }

  static Kind named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }
}
