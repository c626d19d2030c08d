// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The control plane that all integration tests of a JVM share: started with the first use, gone
 * with the JVM. Tests keep apart by namespaces. A test that stops the API server starts its own.
 */
public final class TestControlPlane {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private TestControlPlane() {}

  /** Started by the JVM's own class initialisation, so once and with all threads waiting. */
  private static final class Shared {
    private static final ControlPlane INSTANCE =
        ControlPlane.start(ControlPlane.Options.temporary());
  }

  /** The shared control plane; fails, and never skips, when its programs are missing. */
  public static ControlPlane get() {
    return Shared.INSTANCE;
  }

  /** The kubeconfig file of a user who may do everything. */
  public static Path kubeconfig() {
    return get().kubeconfig();
  }

  /** Runs kubectl as a user who may do everything. */
  public static Command.Result kubectl(String... arguments) {
    return get().kubectl(arguments).run();
  }

  /** Runs {@code kubectl apply} with this YAML as a user who may do everything. */
  public static Command.Result apply(String yaml) {
    return get().kubectl("apply", "-f", "-").run(yaml);
  }

  /** Runs helm as a user who may do everything. */
  public static Command.Result helm(String... arguments) {
    return get().helm(arguments).run();
  }

  /** Creates a namespace whose name begins with {@code prefix} and is used by nobody else. */
  public static String newNamespace(String prefix) {
    String name = prefix + "-" + NAMESPACES.incrementAndGet();
    kubectl("create", "namespace", name).orThrow();
    return name;
  }

  /** A token of the service account, as TokenRequest gives it. */
  public static String serviceAccountToken(String namespace, String name) {
    return kubectl("create", "token", name, "--namespace", namespace).orThrow().strip();
  }
}
