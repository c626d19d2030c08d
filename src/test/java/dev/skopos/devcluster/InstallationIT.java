// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make run} installs is taken by a real API server, and is enough but no more. */
class InstallationIT {

  private final Installation installation =
      new Installation(TestControlPlane.get(), Path.of("").toAbsolutePath());

  @Test
  void theSamplesAreAcceptedAsTheyAre() throws IOException {
    installation.apply();

    installation.applySamples(8090, Instant.EPOCH);

    String samples =
        TestControlPlane.kubectl("get", "skopos", "-n", "demo", "-o", "name").orThrow();
    assertThat(samples)
        .contains("healthcheck.skopos.dev/demo-health")
        .contains("alertrule.skopos.dev/demo-down")
        .contains("metricsource.skopos.dev/demo")
        .contains("notificationchannel.skopos.dev/demo-webhook");
    assertThat(samples.lines()).hasSize(declaredSamples());
  }

  /** How many resources of Skopos the files declare. */
  private static int declaredSamples() throws IOException {
    int declared = 0;
    try (Stream<Path> files = Files.list(Path.of("kubernetes", "samples"))) {
      for (Path file : files.toList()) {
        declared +=
            (int)
                Files.readAllLines(file).stream()
                    .filter("apiVersion: skopos.dev/v1alpha1"::equals)
                    .count();
      }
    }
    return declared;
  }

  @Test
  void theSamplesFollowTheDemoToAnotherPort() {
    installation.apply();

    installation.applySamples(18090, Instant.EPOCH);

    assertThat(
            TestControlPlane.kubectl(
                    "get", "shc", "demo-port", "demo-health", "-n", "demo", "-o", "yaml")
                .orThrow())
        .contains("http://127.0.0.1:18090/health", "port: 18090")
        .doesNotContain(" 8090", ":8090");
  }

  @Test
  void theOperatorRunsWithTheRightsOfItsAccountAndThePersonWithThoseOfAnAdmin(
      @TempDir Path folder) {
    installation.apply();

    String operator = installation.operatorKubeconfig(folder.resolve("operator")).toString();
    String person =
        TestControlPlane.get()
            .writeKubeconfig(folder.resolve("person"), "person", installation.loginToken())
            .toString();

    assertThat(may(operator, "patch", "healthchecks", "--subresource=status")).isEqualTo("yes");
    assertThat(may(operator, "create", "healthchecks")).isEqualTo("no");
    assertThat(may(person, "create", "healthchecks")).isEqualTo("yes");
    assertThat(may(person, "get", "secrets")).isEqualTo("no");
  }

  private static String may(String kubeconfig, String... what) {
    List<String> line = new ArrayList<>(List.of("--kubeconfig=" + kubeconfig, "auth", "can-i"));
    line.addAll(List.of(what));
    line.addAll(List.of("-n", "demo"));
    return TestControlPlane.kubectl(line.toArray(String[]::new)).stdout().strip();
  }
}
