// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Who talks to which API server: the content of a kubeconfig file.
 *
 * @param cluster address and trust, as JSON
 */
record Kubeconfig(String cluster, String user, String token) {

  /** Of an API server at an address, with the certificates that it is to be trusted by. */
  static Kubeconfig of(String url, String certificateAuthority, String user, String token) {
    String cluster =
        "{\"server\": \"%s\", \"certificate-authority-data\": \"%s\"}"
            .formatted(url, base64(certificateAuthority));
    return new Kubeconfig(cluster, user, token);
  }

  /** The kubeconfig as YAML, with the certificate and the token inside. */
  String yaml() {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: skopos
      cluster: %s
    users:
    - name: %s
      user:
        token: %s
    contexts:
    - name: skopos
      context:
        cluster: skopos
        user: %s
    current-context: skopos
    """
        .formatted(cluster, user, token, user);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the file so that only its owner can read it. */
  Path write(Path file) throws IOException {
    return PrivateFiles.write(file, yaml());
  }
}
