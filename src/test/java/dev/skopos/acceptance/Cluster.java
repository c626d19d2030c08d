// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import dev.skopos.devcluster.ControlPlane;
import java.nio.file.Path;

/** A control plane on which Skopos is installed as {@code kubectl apply -k kubernetes/} does it. */
final class Cluster implements AutoCloseable {

  private final ControlPlane controlPlane;

  private Cluster(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /** Starts one of its own, with all definitions and rights in place. */
  static Cluster start() {
    Cluster cluster = new Cluster(ControlPlane.start(ControlPlane.Options.temporary()));
    cluster.kubectl("apply", "-k", "kubernetes");
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    return cluster;
  }

  /** Starts one of its own, without anything of Skopos. */
  static Cluster bare() {
    return new Cluster(ControlPlane.start(ControlPlane.Options.temporary()));
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  /** Writes a kubeconfig for the chart's service account, with a token as a pod would have it. */
  Path operatorKubeconfig(Path folder) {
    return controlPlane.writeKubeconfig(
        folder.resolve("operator.kubeconfig"), "skopos", token("skopos-system", "skopos"));
  }

  /** Creates a service account, binds a role for the whole cluster to it, and gives its token. */
  String userWith(String name, String clusterRole) {
    kubectl("create", "serviceaccount", name, "-n", "default");
    if (!clusterRole.isEmpty()) {
      String user = "--serviceaccount=default:" + name;
      kubectl("create", "clusterrolebinding", name, "--clusterrole=" + clusterRole, user);
    }
    return token("default", name);
  }

  private String token(String namespace, String name) {
    return kubectl("create", "token", name, "-n", namespace).strip();
  }

  /** Runs kubectl as a user who may do everything; gives what it printed. */
  String kubectl(String... arguments) {
    return controlPlane.kubectl(arguments).run().orThrow();
  }

  void apply(String yaml) {
    controlPlane.kubectl("apply", "-f", "-").run(yaml).orThrow();
  }

  /** One value of a resource by JSONPath; empty when it is not there. */
  String value(String kind, String namespace, String name, String path) {
    return kubectl("get", kind, name, "-n", namespace, "-o", "jsonpath={" + path + "}");
  }

  /** The status of a condition: {@code True}, {@code False}, or empty. */
  String condition(String kind, String namespace, String name, String type) {
    return value(kind, namespace, name, ".status.conditions[?(@.type==\"" + type + "\")].status");
  }

  String conditionMessage(String kind, String namespace, String name, String type) {
    return value(kind, namespace, name, ".status.conditions[?(@.type==\"" + type + "\")].message");
  }

  @Override
  public void close() {
    controlPlane.stop();
  }
}
