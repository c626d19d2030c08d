// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** What the environment says about {@code make run}: where its files and ports are. */
record RunSettings(Path folder, Ports ports, boolean currentContext) {

  /** The ports on the loopback interface: of the Kubernetes API, the operator and the demo. */
  record Ports(int api, int http, int demo) {}

  private static final int DEMO_PORT = 8090;

  static RunSettings from(Map<String, String> environment) {
    String home = environment.getOrDefault("SKOPOS_HOME", "");
    Path folder =
        home.isEmpty() ? Path.of(System.getProperty("user.home"), ".skopos") : Path.of(home);
    String cluster = environment.getOrDefault("CLUSTER", "");
    if (!cluster.isEmpty() && !cluster.equals("current")) {
      throw new DevClusterException(
          "CLUSTER is '" + cluster + "': leave it out for a cluster of its own, or say 'current'");
    }
    Ports ports =
        new Ports(
            port(environment, "SKOPOS_API_PORT", 16443),
            port(environment, "SKOPOS_HTTP_PORT", 8080),
            port(environment, "SKOPOS_DEMO_PORT", DEMO_PORT));
    return new RunSettings(
        folder.toAbsolutePath().resolve("dev"), ports, cluster.equals("current"));
  }

  private static int port(Map<String, String> environment, String name, int usual) {
    String text = environment.getOrDefault(name, "");
    try {
      int port = text.isEmpty() ? usual : Integer.parseInt(text);
      if (port > 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new DevClusterException(name + " is '" + text + "', which is no port");
  }

  /**
   * Checks that all ports are free, before anything is started.
   *
   * @throws DevClusterException naming the first that is not, and the variable that changes it
   */
  void requireFreePorts() {
    if (!currentContext) {
      requireFree(ports.api(), "SKOPOS_API_PORT");
      requireFree(ports.demo(), "SKOPOS_DEMO_PORT");
    }
    requireFree(ports.http(), "SKOPOS_HTTP_PORT");
  }

  private static void requireFree(int port, String variable) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new DevClusterException(
          "port %d is in use: stop what uses it, or choose another: make run %s=%d"
              .formatted(port, variable, port + 10_000 > 65_535 ? port - 10_000 : port + 10_000),
          e);
    }
  }

  /** What to add to a command of make that has to find the demo; empty: it finds it as it is. */
  String demoVariable() {
    return ports.demo() == DEMO_PORT ? "" : " SKOPOS_DEMO_PORT=" + ports.demo();
  }

  String operatorUrl() {
    return "http://localhost:" + ports.http();
  }

  String demoUrl() {
    return "http://localhost:" + ports.demo();
  }
}
