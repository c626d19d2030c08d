// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.devcluster.Command;
import dev.skopos.devcluster.ControlPlane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The admission policy of the chart on an API server of its own: what it refuses follows from the
 * status of objectives alone, so no operator runs here.
 */
class FreezePolicyIT {

  private static final String REFUSAL =
      "the error budget of ServiceLevelObjective shop/checkout is used up";

  private static final String OBJECTIVE =
      """
      apiVersion: skopos.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: checkout, namespace: shop}
      spec:
        targetPercent: "99.9"
        indicator: {boolGauge: {metric: up}}
      """;

  private static ControlPlane cluster;

  @BeforeAll
  static void install() {
    cluster = ControlPlane.start(ControlPlane.Options.temporary());
    cluster
        .helm(
            "install",
            "skopos",
            "helm/skopos",
            "-n",
            "skopos-system",
            "--create-namespace",
            "--set",
            "freeze.enabled=true")
        .run()
        .orThrow();
    for (String namespace : List.of("shop", "elsewhere")) {
      kubectl("create", "namespace", namespace).orThrow();
      for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
        apply(workload(kind, namespace, "web", "app: web, tier: frontend")).orThrow();
        apply(workload(kind, namespace, "batch", "app: batch")).orThrow();
      }
    }
    apply(OBJECTIVE).orThrow();
    freeze(true, "{\"matchLabels\": {\"app\": \"web\"}}");
    await("the policy")
        .atMost(Duration.ofSeconds(60))
        .until(() -> change("Deployment", "shop", "web").stderr().contains(REFUSAL));
  }

  @AfterAll
  static void stop() {
    cluster.stop();
  }

  @Test
  void newPodTemplatesAreRefusedWithTheReason() {
    freeze(true, "{\"matchLabels\": {\"app\": \"web\"}}");

    for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
      refused(kind, "shop", "web");
      passes(kind, "shop", "batch");
      passes(kind, "elsewhere", "web");
    }
    assertThat(change("Deployment", "shop", "web").stderr())
        .contains("skopos.dev/freeze-override", "Forbidden");
  }

  @Test
  void scalingAndCreatingPass() {
    freeze(true, "{\"matchLabels\": {\"app\": \"web\"}}");

    kubectl("scale", "deployment/web", "-n", "shop", "--replicas=3").orThrow();
    kubectl("annotate", "deployment/web", "-n", "shop", "--overwrite", "note=fine").orThrow();
    apply(workload("Deployment", "shop", "web-new", "app: web")).orThrow();
  }

  @Test
  void anOverrideWithAReasonPassesAndAnEmptyOneDoesNot() {
    freeze(true, "{\"matchLabels\": {\"app\": \"web\"}}");
    apply(workload("Deployment", "shop", "urgent", "app: web")).orThrow();
    refused("Deployment", "shop", "urgent");

    override("");
    refused("Deployment", "shop", "urgent");
    override("fixes the outage");
    passes("Deployment", "shop", "urgent");
  }

  private static void override(String reason) {
    kubectl(
            "annotate",
            "deployment/urgent",
            "-n",
            "shop",
            "--overwrite",
            "skopos.dev/freeze-override=" + reason)
        .orThrow();
  }

  @Test
  void labelsThatGoOrComeWithTheChangeDoNotHelp() {
    freeze(true, "{\"matchLabels\": {\"app\": \"web\"}}");
    refused("Deployment", "shop", "web");

    assertThat(changeWithLabel("web", "null").stderr()).contains(REFUSAL);
    assertThat(changeWithLabel("batch", "\"web\"").stderr()).contains(REFUSAL);
    assertThat(changeWithLabel("batch", "\"batch\"").succeeded()).isTrue();
  }

  private static Command.Result changeWithLabel(String name, String app) {
    return kubectl(
        "patch",
        "deployment/" + name,
        "-n",
        "shop",
        "--type=merge",
        "-p",
        "{\"metadata\": {\"labels\": {\"app\": %s}}, \"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"at\": \"%d\"}}}}}"
            .formatted(app, System.nanoTime()));
  }

  @Test
  void everyOperatorOfTheSelectorCounts() {
    freezeBy("{\"key\": \"tier\", \"operator\": \"In\", \"values\": [\"frontend\", \"edge\"]}");
    refused("Deployment", "shop", "web");
    passes("Deployment", "shop", "batch");

    freezeBy("{\"key\": \"tier\", \"operator\": \"NotIn\", \"values\": [\"frontend\"]}");
    refused("Deployment", "shop", "batch");
    passes("Deployment", "shop", "web");

    freezeBy("{\"key\": \"tier\", \"operator\": \"Exists\"}");
    refused("Deployment", "shop", "web");
    passes("Deployment", "shop", "batch");

    freezeBy("{\"key\": \"tier\", \"operator\": \"DoesNotExist\"}");
    refused("Deployment", "shop", "batch");
    passes("Deployment", "shop", "web");
  }

  @Test
  void anEmptySelectorChoosesAllAndAFreezeThatIsOverChoosesNone() {
    freeze(true, "{}");
    refused("StatefulSet", "shop", "batch");

    freeze(false, "{}");
    passes("StatefulSet", "shop", "batch");
  }

  private static void freezeBy(String requirement) {
    freeze(true, "{\"matchExpressions\": [" + requirement + "]}");
  }

  /** As the operator writes it; a status may also be set by hand, when there is no operator. */
  private static void freeze(boolean active, String selector) {
    kubectl(
            "patch",
            "servicelevelobjective/checkout",
            "-n",
            "shop",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\": {\"freeze\": null}}")
        .orThrow();
    kubectl(
            "patch",
            "servicelevelobjective/checkout",
            "-n",
            "shop",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\": {\"freeze\": {\"active\": %s, \"selector\": %s}}}"
                .formatted(active, selector))
        .orThrow();
  }

  /** The API server sees a new status of an objective a moment later. */
  private static void refused(String kind, String namespace, String name) {
    await(kind + " " + name + " is refused")
        .atMost(Duration.ofSeconds(30))
        .until(() -> change(kind, namespace, name).stderr().contains(REFUSAL));
  }

  private static void passes(String kind, String namespace, String name) {
    await(kind + " " + name + " passes")
        .atMost(Duration.ofSeconds(30))
        .until(() -> change(kind, namespace, name).succeeded());
  }

  private static Command.Result change(String kind, String namespace, String name) {
    return kubectl(
        "patch",
        kind.toLowerCase(java.util.Locale.ROOT) + "/" + name,
        "-n",
        namespace,
        "--type=merge",
        "-p",
        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"at\": \"%d\"}}}}}"
            .formatted(System.nanoTime()));
  }

  private static Command.Result apply(String yaml) {
    return cluster.kubectl("apply", "-f", "-").run(yaml);
  }

  private static Command.Result kubectl(String... arguments) {
    return cluster.kubectl(arguments).run();
  }

  private static String workload(String kind, String namespace, String name, String labels) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: %s, namespace: %s, labels: {%s}}
    spec:
      selector: {matchLabels: {name: %s}}
      template:
        metadata: {labels: {name: %s}}
        spec: {containers: [{name: web, image: "example.org/web:1"}]}
    """
        .formatted(kind, name, namespace, labels, name, name);
  }
}
