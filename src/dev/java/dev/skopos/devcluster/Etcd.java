// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of etcd: one member, reachable through a socket file by its owner alone. */
final class Etcd {

  private static final String NAME = "etcd";

  private Etcd() {}

  static ServerProcess start(Path program, Path folder, boolean lasting) {
    String peers = "unix://" + folder.resolve("etcd-peer.sock");
    List<String> line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--name=skopos",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + clientUrl(folder),
                "--advertise-client-urls=" + clientUrl(folder),
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=skopos=" + peers,
                "--log-level=warn"));
    if (!lasting) {
      line.add("--unsafe-no-fsync");
    }
    return ServerProcess.start(NAME, folder, line, Map.of("GOGC", "50"));
  }

  static String clientUrl(Path folder) {
    return "unix://" + folder.resolve("etcd.sock");
  }
}
