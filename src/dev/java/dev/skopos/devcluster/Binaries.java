// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The folder that {@code hack/controlplane/get} fills, and the programs in it. */
public record Binaries(Path folder) {

  /** The version of Kubernetes that {@code hack/controlplane/get} fetches. */
  static final String VERSION = "v1.36.3";

  /**
   * Finds the programs: in the folder of the system property {@code skopos.controlplane}, else of
   * the variable {@code SKOPOS_CONTROLPLANE}, else in the cache folder.
   *
   * @throws DevClusterException if one of them is missing
   */
  public static Binaries find() {
    String property = System.getProperty("skopos.controlplane");
    Binaries binaries =
        new Binaries(property == null ? folder(System.getenv()) : Path.of(property));
    binaries.requireAll();
    return binaries;
  }

  static Path folder(Map<String, String> environment) {
    String given = environment.get("SKOPOS_CONTROLPLANE");
    if (given != null) {
      return Path.of(given);
    }
    String cache = environment.get("SKOPOS_CACHE");
    Path root =
        cache == null
            ? Path.of(System.getProperty("user.home"), ".cache", "skopos")
            : Path.of(cache);
    return root.resolve("controlplane").resolve(VERSION);
  }

  void requireAll() {
    for (Path program : List.of(etcd(), kubeApiServer(), kubectl(), helm())) {
      if (!Files.isExecutable(program)) {
        throw new DevClusterException(
            program + " is missing: run `make controlplane`, which downloads or builds it");
      }
    }
  }

  /** The path of etcd. */
  public Path etcd() {
    return folder.resolve("etcd");
  }

  /** The path of kube-apiserver. */
  public Path kubeApiServer() {
    return folder.resolve("kube-apiserver");
  }

  /** The path of kubectl. */
  public Path kubectl() {
    return folder.resolve("kubectl");
  }

  /** The path of helm. */
  public Path helm() {
    return folder.resolve("helm");
  }
}
