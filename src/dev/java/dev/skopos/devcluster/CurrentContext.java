// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The cluster of the user's current kube context; used only when asked for. */
record CurrentContext(Binaries binaries, Path kubeconfig, String name) implements Cluster {

  /**
   * Fixes the context for this run: a later change of the user's kubeconfig has no effect.
   *
   * @throws DevClusterException if there is none
   */
  static CurrentContext in(Binaries binaries, Path folder) {
    String program = binaries.kubectl().toString();
    String name = run(program, "config", "current-context").strip();
    String content = run(program, "config", "view", "--minify", "--flatten", "--raw");
    try {
      Path file = PrivateFiles.write(folder.resolve("kubeconfig-of-current-context"), content);
      return new CurrentContext(binaries, file, name);
    } catch (IOException e) {
      throw new DevClusterException("cannot write to " + folder, e);
    }
  }

  private static String run(String... line) {
    return new Command(List.of(line), Map.of()).run().orThrow();
  }

  @Override
  public Command kubectl(String... arguments) {
    List<String> line = new ArrayList<>(List.of(binaries.kubectl().toString()));
    line.addAll(List.of(arguments));
    return new Command(line, Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  @Override
  public Path writeKubeconfig(Path file, String user, String token) {
    String trusted = ofCluster("certificate-authority-data");
    String pem = new String(Base64.getDecoder().decode(trusted), StandardCharsets.UTF_8);
    try {
      return new Kubeconfig(ofCluster("server"), pem, user, token).write(file);
    } catch (IOException e) {
      throw new DevClusterException("cannot write " + file, e);
    }
  }

  private String ofCluster(String field) {
    String path = "jsonpath={.clusters[0].cluster." + field + "}";
    return kubectl("config", "view", "--raw", "-o", path).run().orThrow();
  }

  /** Nothing was started. */
  @Override
  public void stop() {}
}
