// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.capacityforecast;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** When what is used reaches what there is. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("skcap")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Resource", jsonPath = ".status.worst.name")
@AdditionalPrinterColumn(name = "Used", jsonPath = ".status.worst.utilizationPercent")
@AdditionalPrinterColumn(
    name = "Exhaustion",
    jsonPath = ".status.worst.exhaustion",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Horizon", jsonPath = ".spec.horizon", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"CapacitySufficient\")].message",
    priority = 1)
public class CapacityForecast extends CustomResource<CapacityForecastSpec, CapacityForecastStatus>
    implements Namespaced {

  @Override
  @Required
  public CapacityForecastSpec getSpec() {
    return super.getSpec();
  }
}
