// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says about {@code make run}. */
class RunSettingsTest {

  @Test
  void usesItsOwnClusterAndTheUsualPortsWhenNothingIsSet() {
    RunSettings settings = RunSettings.from(Map.of("CLUSTER", ""));

    assertThat(settings.currentContext()).isFalse();
    assertThat(settings.ports()).isEqualTo(new RunSettings.Ports(16443, 8080, 8090));
    assertThat(settings.folder())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".skopos", "dev"));
  }

  @Test
  void takesFolderAndPortsFromTheEnvironment() {
    RunSettings settings =
        RunSettings.from(Map.of("SKOPOS_HOME", "/data", "SKOPOS_HTTP_PORT", "9999"));

    assertThat(settings.folder()).isEqualTo(Path.of("/data/dev"));
    assertThat(settings.operatorUrl()).isEqualTo("http://localhost:9999");
  }

  @Test
  void commandsNameThePortOfTheDemoWhenItIsAnother() {
    assertThat(RunSettings.from(Map.of()).demoVariable()).isEmpty();
    assertThat(RunSettings.from(Map.of("SKOPOS_DEMO_PORT", "9090")).demoVariable())
        .isEqualTo(" SKOPOS_DEMO_PORT=9090");
  }

  @Test
  void usesTheCurrentContextOnlyWhenItIsNamed() {
    assertThat(RunSettings.from(Map.of("CLUSTER", "current")).currentContext()).isTrue();
    assertThatThrownBy(() -> RunSettings.from(Map.of("CLUSTER", "production")))
        .hasMessageContaining("CLUSTER is 'production'");
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> RunSettings.from(Map.of("SKOPOS_DEMO_PORT", "70000")))
        .hasMessageContaining("SKOPOS_DEMO_PORT is '70000'");
    assertThatThrownBy(() -> RunSettings.from(Map.of("SKOPOS_API_PORT", "https")))
        .hasMessageContaining("SKOPOS_API_PORT is 'https'");
  }

  @Test
  void namesAPortInUseAndTheVariableThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      RunSettings settings =
          RunSettings.from(Map.of("CLUSTER", "current", "SKOPOS_HTTP_PORT", port));

      assertThatThrownBy(settings::requireFreePorts)
          .hasMessageContaining("port " + port + " is in use")
          .hasMessageContaining("SKOPOS_HTTP_PORT=");
    }
  }
}
