// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cluster of the user's current kube context; used only when asked for.
 *
 * @param name of the context
 * @param server the address of its API server
 * @param uid tells this cluster from others of the same name
 */
record CurrentContext(Binaries binaries, Path kubeconfig, String name, String server, String uid)
    implements Cluster {

  /**
   * Fixes the context for this run: a later change of the user's kubeconfig has no effect.
   *
   * @throws DevClusterException if there is none, if its API server does not answer, or if an
   *     operator runs there, since two would undo each other's work
   */
  static CurrentContext in(Binaries binaries, Path folder) {
    String name = kubectl(binaries, Map.of(), "config", "current-context").strip();
    String content =
        kubectl(binaries, Map.of(), "config", "view", "--minify", "--flatten", "--raw");
    Path file;
    try {
      file = PrivateFiles.write(folder.resolve("kubeconfig-of-current-context"), content);
    } catch (IOException e) {
      throw new DevClusterException("cannot write to " + folder, e);
    }
    Map<String, String> fixed = Map.of("KUBECONFIG", file.toString());
    String server = kubectl(binaries, fixed, "config", "view", "-o", ofCluster(".server"));
    String uid =
        kubectl(
            binaries, fixed, "get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}");
    CurrentContext context = new CurrentContext(binaries, file, name, server, uid.strip());
    context.requireNoOperator();
    return context;
  }

  private void requireNoOperator() {
    String running =
        kubectl(
                "get",
                "statefulsets",
                "-A",
                "-l",
                "app.kubernetes.io/name=skopos",
                "-o",
                "jsonpath={range .items[?(@.spec.replicas>0)]}{.metadata.namespace} {end}")
            .run()
            .orThrow()
            .strip();
    if (!running.isEmpty()) {
      throw new DevClusterException(
          "an operator runs in context '%s' already, in namespace %s; stop it first: kubectl -n %s scale statefulset -l app.kubernetes.io/name=skopos --replicas=0"
              .formatted(name, running, running));
    }
  }

  private static String kubectl(
      Binaries binaries, Map<String, String> environment, String... arguments) {
    Command.Result result = command(binaries, environment, arguments).run();
    if (!result.succeeded()) {
      throw new DevClusterException(
          "CLUSTER=current needs a kube context that works; `kubectl %s` says: %s"
              .formatted(String.join(" ", arguments), result.stderr().strip()));
    }
    return result.stdout();
  }

  private static Command command(
      Binaries binaries, Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>(List.of(binaries.kubectl().toString()));
    line.addAll(List.of(arguments));
    return new Command(line, environment);
  }

  @Override
  public Command kubectl(String... arguments) {
    return command(binaries, Map.of("KUBECONFIG", kubeconfig.toString()), arguments);
  }

  /** Address, trust and what else the user's own kubeconfig says of the cluster. */
  @Override
  public Path writeKubeconfig(Path file, String user, String token) {
    String cluster = kubectl("config", "view", "--raw", "-o", ofCluster("")).run().orThrow();
    try {
      return new Kubeconfig(cluster, user, token).write(file);
    } catch (IOException e) {
      throw new DevClusterException("cannot write " + file, e);
    }
  }

  private static String ofCluster(String path) {
    return "jsonpath={.clusters[0].cluster" + path + "}";
  }

  @Override
  public String dataFolder() {
    return "data-" + uid;
  }

  /** What a run leaves in the cluster, and how to get rid of it. */
  String leftovers(Path project) {
    return """
    Left in context '%1$s': the definitions, namespace skopos-system with its accounts, and the roles.
    To remove them, with all checks, rules and channels of the cluster:
      kubectl --context '%1$s' delete clusterrolebinding skopos-developer
      kubectl --context '%1$s' delete -k %2$s/kubernetes/access
      kubectl --context '%1$s' delete -f %2$s/deploy/crds
    """
        .formatted(name, project);
  }

  /** Nothing was started. */
  @Override
  public void stop() {}
}
