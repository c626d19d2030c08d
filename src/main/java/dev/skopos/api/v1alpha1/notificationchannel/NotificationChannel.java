// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One place to send notifications to. */
@Group("skopos.dev")
@Version("v1alpha1")
@ShortNames("snc")
@Categories("skopos")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".status.kind")
@AdditionalPrinterColumn(
    name = "Last-Delivery",
    jsonPath = ".status.lastSuccess",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Queued",
    jsonPath = ".status.queued",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Sent-1h",
    jsonPath = ".status.sentLastHour",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Delivering\")].message",
    priority = 1)
public class NotificationChannel
    extends CustomResource<NotificationChannelSpec, NotificationChannelStatus>
    implements Namespaced {

  @Override
  @Required
  public NotificationChannelSpec getSpec() {
    return super.getSpec();
  }
}
