// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Targets whose metrics are collected again and again. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("sms")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(
    name = "Up",
    jsonPath = ".status.targets.up",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Down",
    jsonPath = ".status.targets.down",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Interval", jsonPath = ".spec.schedule.interval", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"TargetsUp\")].message",
    priority = 1)
public class MetricSource extends CustomResource<MetricSourceSpec, MetricSourceStatus>
    implements Namespaced {

  @Override
  @Required
  public MetricSourceSpec getSpec() {
    return super.getSpec();
  }
}
