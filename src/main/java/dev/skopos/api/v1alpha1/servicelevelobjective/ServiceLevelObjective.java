// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** How good a service has to be, over which time. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("sklo")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".spec.targetPercent")
@AdditionalPrinterColumn(name = "SLI", jsonPath = ".status.sliPercent")
@AdditionalPrinterColumn(name = "Budget", jsonPath = ".status.errorBudget.remainingPercent")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Service", jsonPath = ".spec.service", priority = 1)
@AdditionalPrinterColumn(
    name = "Firing",
    jsonPath = ".status.firing",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Exhaustion",
    jsonPath = ".status.errorBudget.projectedExhaustion",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"ObjectiveMet\")].message",
    priority = 1)
public class ServiceLevelObjective
    extends CustomResource<ServiceLevelObjectiveSpec, ServiceLevelObjectiveStatus>
    implements Namespaced {

  @Override
  @Required
  public ServiceLevelObjectiveSpec getSpec() {
    return super.getSpec();
  }
}
