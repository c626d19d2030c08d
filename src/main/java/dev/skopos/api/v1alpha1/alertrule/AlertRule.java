// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.alertrule;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One alert: an expression that is evaluated again and again. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("sar")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Severity", jsonPath = ".spec.severity")
@AdditionalPrinterColumn(
    name = "Firing",
    jsonPath = ".status.firing",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Pending",
    jsonPath = ".status.pending",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Last-Evaluation",
    jsonPath = ".status.lastEvaluation.time",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Firing\")].message",
    priority = 1)
public class AlertRule extends CustomResource<AlertRuleSpec, AlertRuleStatus>
    implements Namespaced {

  @Override
  @Required
  public AlertRuleSpec getSpec() {
    return super.getSpec();
  }
}
