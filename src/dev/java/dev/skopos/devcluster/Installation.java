// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code make run} installs in the cluster from the files of the project: what the chart
 * installs, but for the workload, which runs as a process.
 */
record Installation(Cluster cluster, Path project) {

  /** Where the history of the samples begins, in seconds since the epoch. */
  private static final String HISTORY = "1767225600";

  private static final String NAMESPACE = "skopos-system";

  /** The person at the keyboard, as an account of the cluster. */
  private static final String PERSON =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: developer
        namespace: skopos-system
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: skopos-developer
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: skopos-admin
      subjects:
      - kind: ServiceAccount
        name: developer
        namespace: skopos-system
      """;

  void apply() {
    List<String> wait = new ArrayList<>(List.of("wait", "--for=condition=Established"));
    cluster
        .kubectl("apply", "--server-side", "--force-conflicts", "-o", "name", "-f", "-")
        .run(manifests("deploy/crds"))
        .orThrow()
        .lines()
        .forEach(wait::add);
    cluster.kubectl("apply", "-k", project.resolve("kubernetes/access").toString()).run().orThrow();
    cluster.kubectl("apply", "-f", "-").run(PERSON).orThrow();
    cluster.kubectl(wait.toArray(String[]::new)).run().orThrow();
  }

  /** The kubeconfig file with which the operator runs: as the account that it has in a cluster. */
  Path operatorKubeconfig(Path file) {
    return cluster.writeKubeconfig(file, "skopos", token("skopos", "720h"));
  }

  /** The token that opens the dashboard for the person at the keyboard. */
  String loginToken() {
    return token("developer", "24h");
  }

  private String token(String account, String duration) {
    return cluster
        .kubectl("create", "token", account, "-n", NAMESPACE, "--duration=" + duration)
        .run()
        .orThrow()
        .strip();
  }

  /**
   * Applies the samples, which are written for the demo at its usual port.
   *
   * @param history when the history that samples generate begins
   */
  void applySamples(int demoPort, Instant history) {
    String samples =
        manifests("kubernetes/samples")
            .replace("8090", Integer.toString(demoPort))
            .replace(HISTORY, Long.toString(history.getEpochSecond()));
    cluster.kubectl("apply", "-f", "-").run(samples).orThrow();
  }

  private String manifests(String folder) {
    try (Stream<Path> files = Files.list(project.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .map(Installation::text)
          .collect(Collectors.joining("\n---\n"));
    } catch (IOException e) {
      throw new DevClusterException("cannot read the manifests in " + folder, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new DevClusterException("cannot read " + file, e);
    }
  }
}
