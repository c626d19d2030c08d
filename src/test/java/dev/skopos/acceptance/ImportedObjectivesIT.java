// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objectives of Pyrra and Sloth whose definitions come and go while the operator runs. */
class ImportedObjectivesIT {

  private static final String PYRRA =
      """
      apiVersion: pyrra.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: checkout, namespace: default}
      spec:
        target: "99"
        window: 7d
        indicator:
          ratio:
            errors: {metric: 'checkout_requests_total{code=~"5.."}'}
            total: {metric: checkout_requests_total}
        alerting: {name: CheckoutBurns}
      """;

  private static final String SLOTH =
      """
      apiVersion: sloth.slok.dev/v1
      kind: PrometheusServiceLevel
      metadata: {name: shop, namespace: default}
      spec:
        service: checkout
        slos:
        - name: availability
          objective: 99.9
          sli:
            events:
              errorQuery: sum(rate(checkout_requests_total{code=~"5.."}[{{.window}}]))
              totalQuery: sum(rate(checkout_requests_total[{{.window}}]))
          alerting: {}
        - name: raw
          objective: 99.9
          sli: {raw: {errorRatioQuery: '0'}}
          alerting: {}
      """;

  private static final String OWN =
      """
      apiVersion: skopos.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: checkout, namespace: default}
      spec:
        targetPercent: "99.9"
        indicator: {boolGauge: {metric: up}}
      """;

  private static final String IMPORTED = "/api/skopos/v1/objectives/imported";

  private static final Map<String, String> SETTINGS = Map.of("SKOPOS_ACCESS_ANONYMOUS", "View");

  @TempDir Path folder;

  private Cluster cluster;
  private Path kubeconfig;
  private Operator operator;

  @BeforeEach
  void startEverything() {
    cluster = Cluster.start();
    kubeconfig = cluster.operatorKubeconfig(folder);
    operator = Operator.start(kubeconfig, folder.resolve("data"), SETTINGS);
    Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SortedMap<Instant, Double> samples = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      samples.put(newest.minusSeconds(30L * (19 - i)), 10.0 * i);
    }
    new Pushes(operator, cluster.userWith("sender", "skopos-sender"))
        .push(samples, "__name__", "checkout_requests_total", "code", "200", "job", "checkout");
  }

  @AfterEach
  void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  /** A definition with the names of the true one, which takes everything. */
  private void define(String group, String version, String kind, String plural) {
    cluster.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %2$s.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {kind: %4$s, plural: %2$s}
          versions:
          - name: %3$s
            served: true
            storage: true
            subresources: {status: {}}
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
            .formatted(group, plural, version, kind));
    cluster.kubectl(
        "wait", "--for=condition=Established", "crd/" + plural + "." + group, "--timeout=30s");
  }

  private void defineSloth() {
    define("sloth.slok.dev", "v1", "PrometheusServiceLevel", "prometheusservicelevels");
  }

  private void definePyrra() {
    define("pyrra.dev", "v1alpha1", "ServiceLevelObjective", "servicelevelobjectives");
  }

  private boolean runs(String objective) {
    return new Samples(operator, "")
        .value("skopos_slo_state{objective=\"" + objective + "\",state=\"Met\"} == 1")
        .isPresent();
  }

  private String live() {
    return operator.get("/ui/live", "").body();
  }

  private boolean isListed(String objective) {
    return live().contains("id=\"ServiceLevelObjective/default/" + objective + "\"");
  }

  @Test
  void theyRunBesideOwnOnesOfTheSameNameUntilTheyAreGone() {
    cluster.apply(OWN);
    eventually(() -> isListed("checkout"));
    assertThat(operator.get(IMPORTED, "").body()).contains("\"data\":[]");

    definePyrra();
    cluster.apply(PYRRA);
    eventually(() -> isListed("pyrra:checkout"));
    eventually(() -> runs("pyrra:checkout"));
    eventually(() -> operator.get(IMPORTED, "").body().contains("spec.alerting.name"));
    assertThat(operator.get(IMPORTED, "").body())
        .contains("\"kind\":\"ServiceLevelObjective.pyrra.dev\"");
    assertThat(operator.get("/ui/objectives/default/pyrra:checkout", "").body())
        .contains("ServiceLevelObjective.pyrra.dev default/checkout", "99 % over", "7d")
        .contains("not carried over: spec.alerting.name");
    assertThat(pyrra(".status") + pyrra(".metadata.finalizers")).isEmpty();
    anEditIsFollowedAndWhatIsRefusedGoesOnAsItWas();

    defineSloth();
    cluster.apply(SLOTH);
    eventually(() -> runs("sloth:shop:checkout-availability"));
    eventually(() -> isListed("sloth:shop:checkout-raw"));
    cluster.kubectl("delete", "servicelevelobjectives.pyrra.dev", "checkout");
    eventually(() -> !isListed("pyrra:checkout"));
    cluster.kubectl("delete", "crd", "prometheusservicelevels.sloth.slok.dev");
    eventually(() -> !live().contains("sloth:"));
    assertThat(isListed("checkout")).isTrue();
    assertThat(operator.get(IMPORTED, "").body()).contains("\"data\":[]");

    cluster.kubectl("delete", "crd", "servicelevelobjectives.pyrra.dev");
    definePyrra();
    cluster.apply(PYRRA);
    eventually(() -> isListed("pyrra:checkout"));
  }

  private void anEditIsFollowedAndWhatIsRefusedGoesOnAsItWas() {
    cluster.apply(PYRRA.replace("\"99\"", "\"99.5\""));
    eventually(() -> live().contains("99.5 % over 7d"));
    cluster.apply(PYRRA.replace("\"99\"", "\"100\""));
    eventually(() -> operator.get(IMPORTED, "").body().contains("refused: spec.target"));
    assertThat(live()).contains("99.5 % over 7d");
    eventually(
        () -> events().contains("pyrra.dev/v1alpha1 ServiceLevelObjective checkout Warning"));
    assertThat(events()).contains("Refused", "refused: spec.target");
  }

  private String events() {
    return cluster
        .kubectl(
            "get",
            "events",
            "--no-headers",
            "-o",
            "custom-columns=A:.involvedObject.apiVersion,K:.involvedObject.kind"
                + ",N:.involvedObject.name,T:.type,R:.reason,M:.message")
        .replaceAll(" +", " ");
  }

  @Test
  void whatWasAcceptedGoesOnAfterARestartWithoutTheApiServerUntilItIsKnownToBeGone() {
    definePyrra();
    defineSloth();
    cluster.apply(PYRRA);
    cluster.apply(SLOTH);
    eventually(() -> runs("pyrra:checkout") && runs("sloth:shop:checkout-availability"));
    anEditIsFollowedAndWhatIsRefusedGoesOnAsItWas();
    operator.kill();

    cluster.controlPlane().stopApiServer();
    operator = Operator.start(kubeconfig, folder.resolve("data"), SETTINGS);
    eventually(() -> isListed("pyrra:checkout") && isListed("sloth:shop:checkout-availability"));
    assertThat(operator.get("/ui/objectives/default/pyrra:checkout", "").body())
        .contains("ServiceLevelObjective.pyrra.dev default/checkout", "99.5 % over", "7d")
        .contains("not carried over: spec.alerting.name");
    cluster.controlPlane().startApiServer();
    eventually(() -> operator.get(IMPORTED, "").body().contains("refused: spec.target"));
    assertThat(live()).contains("99.5 % over 7d");
    operator.kill();

    cluster.kubectl("delete", "prometheusservicelevels.sloth.slok.dev", "shop");
    operator = Operator.start(kubeconfig, folder.resolve("data"), SETTINGS);
    eventually(() -> !live().contains("sloth:") && isListed("pyrra:checkout"));
    operator.kill();

    cluster.controlPlane().stopApiServer();
    operator = Operator.start(kubeconfig, folder.resolve("data"), SETTINGS);
    eventually(() -> isListed("pyrra:checkout"));
    assertThat(live()).doesNotContain("sloth:");
  }

  private String pyrra(String path) {
    return cluster.value("servicelevelobjectives.pyrra.dev", "default", "checkout", path);
  }
}
