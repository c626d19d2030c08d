// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane itself: what tests and {@code make run} rely on. */
class ControlPlaneIT {

  @Test
  void theAdministratorMayDoEverything() {
    assertThat(TestControlPlane.kubectl("auth", "can-i", "*", "*").orThrow()).contains("yes");
  }

  @Test
  void aServiceAccountIsKnownByItsTokenAndMayNothingYet() {
    String namespace = TestControlPlane.newNamespace("controlplane");
    TestControlPlane.kubectl("create", "serviceaccount", "watcher", "-n", namespace).orThrow();

    String token = TestControlPlane.serviceAccountToken(namespace, "watcher");

    Command.Result who = as(token, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}");
    assertThat(who.orThrow()).isEqualTo("system:serviceaccount:" + namespace + ":watcher");
    Command.Result secrets = as(token, "get", "secrets", "-n", namespace);
    assertThat(secrets.exitCode()).isNotZero();
    assertThat(secrets.stderr()).contains("Forbidden");
  }

  private static Command.Result as(String token, String... arguments) {
    Path file = TestControlPlane.kubeconfig().resolveSibling("kubeconfig-of-watcher");
    TestControlPlane.get().writeKubeconfig(file, "watcher", token);
    String[] line = new String[arguments.length + 1];
    line[0] = "--kubeconfig=" + file;
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return TestControlPlane.kubectl(line);
  }

  @Test
  void aLastingFolderKeepsObjectsTokensAndTheCertificate(@TempDir Path data) throws Exception {
    String admin;
    String token;
    byte[] certificate;
    try (ControlPlane first = lasting(data, 0)) {
      first.kubectl("create", "configmap", "kept", "--from-literal=a=b").run().orThrow();
      first.kubectl("create", "serviceaccount", "kept").run().orThrow();
      token = first.kubectl("create", "token", "kept").run().orThrow().strip();
      admin = first.adminToken();
      certificate = Files.readAllBytes(first.certificateAuthority());
    }

    try (ControlPlane second = lasting(data, 0)) {
      assertThat(second.kubectl("get", "configmap", "kept").run().orThrow()).contains("kept");
      assertThat(second.adminToken()).isEqualTo(admin);
      assertThat(Files.readAllBytes(second.certificateAuthority())).isEqualTo(certificate);
      Path file = second.writeKubeconfig(data.resolve("kubeconfig-of-kept"), "kept", token);
      assertThat(second.kubectl("--kubeconfig=" + file, "auth", "whoami").run().orThrow())
          .contains("system:serviceaccount:default:kept");
    }
  }

  @Test
  void theApiServerComesBackOnTheSamePort() {
    try (ControlPlane plane = ControlPlane.start(ControlPlane.Options.temporary())) {
      String url = plane.url();

      plane.stopApiServer();
      assertThat(plane.kubectl("get", "namespaces").run().stderr()).contains("refused");

      plane.startApiServer();
      assertThat(plane.url()).isEqualTo(url);
      assertThat(plane.kubectl("get", "namespaces").run().orThrow()).contains("default");
    }
  }

  @Test
  void twoCannotUseOneFolder(@TempDir Path data) {
    try (ControlPlane first = lasting(data, 0)) {
      assertThat(first.kubeconfig()).exists();
      assertThatThrownBy(() -> lasting(data, 0))
          .isInstanceOf(DevClusterException.class)
          .hasMessageContaining("another control plane runs");
    }
  }

  @Test
  void aServerThatCannotStartShowsTheEndOfItsLog(@TempDir Path data) {
    int taken = Integer.parseInt(TestControlPlane.get().url().replaceAll(".*:", ""));

    assertThatThrownBy(() -> lasting(data, taken))
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining("kube-apiserver ended")
        .hasMessageContaining("address already in use");
    assertThat(data.resolve("etcd.pid")).doesNotExist();
  }

  @Test
  void missingProgramsAreNamedWithTheCommandThatGetsThem(@TempDir Path empty) {
    assertThatThrownBy(() -> new Binaries(empty).requireAll())
        .isInstanceOf(DevClusterException.class)
        .hasMessageContaining("etcd is missing")
        .hasMessageContaining("make controlplane");
  }

  private static ControlPlane lasting(Path data, int port) {
    return ControlPlane.start(
        new ControlPlane.Options(Binaries.find(), Optional.of(data), port, true));
  }
}
