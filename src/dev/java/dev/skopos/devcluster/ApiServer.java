// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** kube-apiserver as a child process, from its start until it is ready, and its stop. */
final class ApiServer {

  private static final String NAME = "kube-apiserver";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ServerProcess process;

  private ApiServer(ServerProcess process) {
    this.process = process;
  }

  static ApiServer start(
      Path program, Path folder, int port, String adminToken, InstantSource clock) {
    try {
      Path certificates = PrivateFiles.folder(folder.resolve("certificates"));
      ServingCertificate certificate = ServingCertificate.in(certificates);
      certificate.renew(clock);
      Path tokens =
          PrivateFiles.write(
              folder.resolve("tokens.csv"), adminToken + ",admin,admin,\"system:masters\"\n");
      ServiceAccountKeys keys = ServiceAccountKeys.in(certificates);
      ApiServer server =
          new ApiServer(
              ServerProcess.start(
                  NAME,
                  folder,
                  line(program, folder, port, tokens, keys),
                  Map.of("GOGC", "50", "GOMEMLIMIT", "400MiB")));
      server.awaitReady(certificate, port, adminToken);
      return server;
    } catch (IOException e) {
      throw new DevClusterException("cannot start " + NAME + ": " + e.getMessage(), e);
    }
  }

  private static List<String> line(
      Path program, Path folder, int port, Path tokens, ServiceAccountKeys keys) {
    return List.of(
        program.toString(),
        "--etcd-servers=" + Etcd.clientUrl(folder),
        "--bind-address=127.0.0.1",
        "--secure-port=" + port,
        // An endpoint may not be a loopback address, so there is none to keep up to date.
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--cert-dir=" + folder.resolve("certificates"),
        "--token-auth-file=" + tokens,
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + keys.publicKey(),
        "--service-account-signing-key-file=" + keys.privateKey(),
        "--service-cluster-ip-range=10.96.0.0/16",
        // No controller makes the "default" service accounts that this plugin waits for.
        "--disable-admission-plugins=ServiceAccount",
        "--profiling=false");
  }

  private void awaitReady(ServingCertificate certificate, int port, String token)
      throws IOException {
    boolean ready = false;
    try {
      process.await(certificate::isWritten, PATIENCE);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/readyz"))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(5))
              .build();
      try (HttpClient client =
          HttpClient.newBuilder().sslContext(certificate.trustingOnlyThis()).build()) {
        process.awaitOk(client, request, PATIENCE);
        ready = true;
      }
    } finally {
      if (!ready) {
        process.stop(Duration.ZERO);
      }
    }
  }

  void stop(Duration grace) {
    process.stop(grace);
  }
}
