// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.devcluster.Command;
import dev.skopos.devcluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The chart, installed on an API server of its own, since it owns objects of the whole cluster. */
class ChartIT {

  private static final String CHART = "helm/skopos";
  private static final List<String> WORKLOAD = List.of("StatefulSet", "Service", "NetworkPolicy");

  private static ControlPlane cluster;

  @BeforeAll
  static void startCluster() {
    cluster = ControlPlane.start(ControlPlane.Options.temporary());
  }

  @AfterAll
  static void stopCluster() {
    cluster.stop();
  }

  @Test
  void anInstallIsAcceptedAndTheDefinitionsOutliveIt() {
    cluster.helm("install", "skopos", CHART, "-n", "chart", "--create-namespace").run().orThrow();

    assertThat(cluster.kubectl("get", "statefulset", "-n", "chart", "-o", "name").run().orThrow())
        .contains("statefulset.apps/skopos");
    cluster.helm("uninstall", "skopos", "-n", "chart").run().orThrow();
    assertThat(cluster.kubectl("get", "crd", "-o", "name").run().orThrow())
        .contains("healthchecks.skopos.dev", "alertrules.skopos.dev");
  }

  @Test
  void everyValueOfThePortsReachesServiceProbesAndNetworkPolicy() {
    String rendered =
        template("--set", "health.port=3001,health.path=/healthz,metrics.port=9090").orThrow();

    assertThat(rendered)
        .contains("- {name: health, port: 3001, targetPort: health}")
        .contains("- {name: metrics, port: 9090, targetPort: metrics}")
        .contains("httpGet: {path: /healthz/ready, port: 3001}")
        .contains("- {protocol: TCP, port: 3001}")
        .contains("- {protocol: TCP, port: 9090}")
        .contains("{name: SKOPOS_HEALTH_PORT, value: \"3001\"}");
    assertThat(cluster.kubectl("apply", "--dry-run=server", "-f", "-").run(withoutCrds(rendered)))
        .matches(Command.Result::succeeded);
  }

  @Test
  void aRemoteStoreIsUsedWithTheFilesOfItsSecret() {
    String rendered =
        template(
                "--set",
                "metrics.backend=remote,metrics.remote.writeUrl=http://p:9090/api/v1/write,"
                    + "metrics.remote.queryUrl=http://p:9090,metrics.remote.secret.name=store,"
                    + "metrics.remote.secret.username=skopos,metrics.remote.secret.passwordKey=pw,"
                    + "metrics.remote.headers.X-Scope-OrgID=shop")
            .orThrow();

    assertThat(rendered)
        .contains("{name: SKOPOS_METRICS_BACKEND, value: remote}")
        .contains("_REMOTE_WRITE_URL, value: \"http://p:9090/api/v1/write\"}")
        .contains("_REMOTE_QUERY_URL, value: \"http://p:9090\"}")
        .contains("_REMOTE_HEADERS, value: \"X-Scope-OrgID=shop\"}")
        .contains("_REMOTE_USERNAME, value: \"skopos\"}")
        .contains("_REMOTE_PASSWORD_FILE, value: \"/etc/skopos/remote/pw\"}")
        .contains("- {name: remote-store, mountPath: /etc/skopos/remote, readOnly: true}")
        .contains("secretName: store");
    assertThat(cluster.kubectl("apply", "--dry-run=server", "-f", "-").run(withoutCrds(rendered)))
        .matches(Command.Result::succeeded);
  }

  @Test
  void aRemoteStoreWithoutItsAddressesIsRefused() {
    assertThat(template("--set", "metrics.backend=remote").stderr())
        .contains("/metrics/remote/writeUrl", "/metrics/remote/queryUrl");
  }

  @Test
  void recordsGoToPostgresWithTheFilesOfItsSecret() {
    String rendered =
        template(
                "--set",
                "records.retention=90d,records.postgresql.enabled=true,"
                    + "records.postgresql.host=postgres.shop.svc,"
                    + "records.postgresql.secret.name=db,records.postgresql.secret.caKey=ca.crt,"
                    + "records.postgresql.sslMode=verify-full")
            .orThrow();

    assertThat(rendered)
        .contains(
            "_RECORDS_URL, value: \"jdbc:postgresql://postgres.shop.svc:5432/skopos"
                + "?sslmode=verify-full&sslrootcert=/etc/skopos/records/ca.crt\"}")
        .contains("_RECORDS_USERNAME, value: \"skopos\"}")
        .contains("_RECORDS_PASSWORD_FILE, value: \"/etc/skopos/records/password\"}")
        .contains("_RECORDS_POOL_SIZE, value: \"4\"}")
        .contains("_RECORDS_RETENTION_REPORTS, value: \"90d\"}")
        .contains("- {name: records, mountPath: /etc/skopos/records, readOnly: true}")
        .contains("secretName: db");
    assertThat(cluster.kubectl("apply", "--dry-run=server", "-f", "-").run(withoutCrds(rendered)))
        .matches(Command.Result::succeeded);
  }

  @Test
  void postgresWithoutHostSecretOrAuthorityIsRefused() {
    assertThat(template("--set", "records.postgresql.enabled=true").stderr())
        .contains("/records/postgresql/host", "/records/postgresql/secret/name");
    assertThat(
            template(
                    "--set",
                    "records.postgresql.enabled=true,records.postgresql.host=db,"
                        + "records.postgresql.secret.name=db,"
                        + "records.postgresql.sslMode=verify-ca")
                .stderr())
        .contains("/records/postgresql/secret/caKey");
  }

  @Test
  void secretsCanBeLimitedToNamespaces() {
    String rendered =
        template("--set", "rbac.secrets=Namespaces,rbac.secretNamespaces={default,kube-system}")
            .orThrow();

    assertThat(documents(rendered))
        .filteredOn(document -> document.contains("kind: ClusterRole\n"))
        .noneMatch(document -> document.contains("secrets"));
    assertThat(documents(rendered))
        .filteredOn(
            document -> document.contains("kind: Role\n") && document.contains("secrets, config"))
        .hasSize(2);
  }

  @Test
  void theDefaultObjectivesAreThreeForEachNamespace() {
    String rendered =
        template(
                "--set",
                "objectives.defaults.enabled=true,objectives.defaults.namespaces={default,shop},"
                    + "objectives.defaults.availability.targetPercent=99.5")
            .orThrow();

    assertThat(documents(rendered))
        .filteredOn(document -> kind(document).equals("ServiceLevelObjective"))
        .hasSize(6)
        .filteredOn(document -> document.contains("targetPercent: \"99.5\""))
        .hasSize(2);
    assertThat(template("--set", "objectives.defaults.enabled=true").stderr())
        .contains("/objectives/defaults/namespaces");
    assertThat(template("--set", "objectives.defaults.availability.targetPercent=all").stderr())
        .contains("/objectives/defaults/availability/targetPercent");
  }

  @Test
  void theReportOfEverythingHasAScheduleOrIsNotThere() {
    String rendered =
        template(
                "--set",
                "insights.report.schedule=0 7 * * 1,insights.report.hours=24,"
                    + "insights.report.channels={skopos-system/mail,shop/hook},"
                    + "insights.report.formats={html,csv}")
            .orThrow();

    assertThat(rendered)
        .contains("{name: SKOPOS_INSIGHTS_REPORT_SCHEDULE, value: \"0 7 * * 1\"}")
        .contains("{name: SKOPOS_INSIGHTS_REPORT_TIME_ZONE, value: \"UTC\"}")
        .contains("{name: SKOPOS_INSIGHTS_REPORT_HOURS, value: \"24\"}")
        .contains(
            "{name: SKOPOS_INSIGHTS_REPORT_CHANNELS, value: \"skopos-system/mail,shop/hook\"}")
        .contains("{name: SKOPOS_INSIGHTS_REPORT_FORMATS, value: \"html,csv\"}");
    assertThat(template().orThrow()).doesNotContain("SKOPOS_INSIGHTS_REPORT");
    assertThat(template("--set", "insights.report.hours=745").stderr())
        .contains("/insights/report/hours");
    assertThat(template("--set", "insights.report.formats={pdf}").stderr())
        .contains("/insights/report/formats/0");
  }

  @Test
  void otherToolsCanBeLeftAlone() {
    // As Off in a file is read, and as it is set on the command line.
    String rendered =
        template("--set-json", "sources={\"pyrra\": false, \"sloth\": \"Off\"}").orThrow();

    assertThat(rendered)
        .contains("{name: SKOPOS_SOURCES_PYRRA, value: \"Off\"}")
        .contains("{name: SKOPOS_SOURCES_SLOTH, value: \"Off\"}")
        .doesNotContain("apiGroups: [pyrra.dev]", "apiGroups: [sloth.slok.dev]");
    assertThat(template().orThrow()).contains("apiGroups: [pyrra.dev]");
    assertThat(template("--set", "sources.pyrra=On").stderr()).contains("/sources/pyrra");
  }

  @Test
  void moreThanOneReplicaIsRefused() {
    assertThat(template("--set", "replicas=2").stderr()).contains("replicas");
  }

  @Test
  void aValueThatDoesNotExistIsRefused() {
    assertThat(template("--set", "replica=1").stderr()).contains("replica");
  }

  /** The folders are rendered, not written; {@code make chart} renders them. */
  @Test
  void theKustomizeFoldersAreTheRenderedChart() throws IOException {
    List<String> objects =
        documents(template("--set", "crds.install=false").orThrow()).stream()
            .map(
                document -> document.replaceAll("(?m)^ *app.kubernetes.io/managed-by: Helm\\n", ""))
            .toList();

    compare(Path.of("kubernetes/access/access.yaml"), objects, false);
    compare(Path.of("kubernetes/workload/workload.yaml"), objects, true);
  }

  @Test
  void theKustomizeFolderIsAccepted() {
    assertThat(cluster.kubectl("apply", "-k", "kubernetes").run())
        .matches(Command.Result::succeeded);
  }

  private static void compare(Path file, List<String> objects, boolean workload)
      throws IOException {
    String expected =
        objects.stream()
            .filter(object -> WORKLOAD.contains(kind(object)) == workload)
            .collect(
                Collectors.joining(
                    "---\n", "# Rendered from the chart by `make chart`; do not edit.\n", ""));
    if (Boolean.getBoolean("crds.write")) {
      Files.writeString(file, expected);
    }
    assertThat(file).hasContent(expected);
  }

  private static String kind(String object) {
    return object
        .lines()
        .filter(line -> line.startsWith("kind: "))
        .map(line -> line.substring("kind: ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static Command.Result template(String... arguments) {
    List<String> line =
        new java.util.ArrayList<>(
            List.of("template", "skopos", CHART, "-n", "skopos-system", "--kube-version", "1.36"));
    line.addAll(List.of(arguments));
    return cluster.helm(line.toArray(String[]::new)).run();
  }

  private static List<String> documents(String rendered) {
    return Arrays.stream(rendered.split("(?m)^---\n"))
        .map(document -> document.replaceAll("(?m)^# Source: .*\n", ""))
        .filter(document -> !document.isBlank())
        .map(document -> document.stripTrailing() + "\n")
        .toList();
  }

  private static String withoutCrds(String rendered) {
    return documents(rendered).stream()
        .filter(document -> !kind(document).equals("CustomResourceDefinition"))
        .map(document -> document.replace("namespace: skopos-system", "namespace: default"))
        .collect(Collectors.joining("---\n"));
  }
}
