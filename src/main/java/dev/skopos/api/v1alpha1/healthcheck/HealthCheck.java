// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One check of one target, run again and again. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("shc")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Uptime-24h", jsonPath = ".status.uptime.h24")
@AdditionalPrinterColumn(name = "Latency", jsonPath = ".status.latency.last")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Interval", jsonPath = ".spec.schedule.interval", priority = 1)
@AdditionalPrinterColumn(
    name = "Last-Probe",
    jsonPath = ".status.lastProbeTime",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Healthy\")].message",
    priority = 1)
public class HealthCheck extends CustomResource<HealthCheckSpec, HealthCheckStatus>
    implements Namespaced {

  @Override
  @Required
  public HealthCheckSpec getSpec() {
    return super.getSpec();
  }
}
