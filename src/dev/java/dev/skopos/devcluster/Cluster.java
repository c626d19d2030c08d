// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.nio.file.Path;

/** A cluster with full rights on it. */
sealed interface Cluster permits ControlPlane, CurrentContext {

  /** A kubectl command that talks to this cluster as its administrator. */
  Command kubectl(String... arguments);

  /** The kubeconfig file of the administrator. */
  Path kubeconfig();

  /** Writes a kubeconfig file for the user with this token, and returns its path. */
  Path writeKubeconfig(Path file, String user, String token);

  /** The name of the folder for what the operator keeps about this cluster and no other. */
  String dataFolder();

  /** Ends what was started for it. */
  void stop();
}
