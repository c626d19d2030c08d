// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API on the loopback interface: etcd behind a socket file and kube-apiserver, with
 * RBAC and working service account tokens. Nothing acts on the objects: no pod runs, no namespace
 * finishes its deletion. Safe for use by several threads.
 */
public final class ControlPlane implements Cluster, AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Options options;
  private final Path folder;
  private final int port;
  private final FolderLock lock;
  private final String adminToken;
  private final ServerProcess etcd;
  private @Nullable ApiServer apiServer;
  private boolean stopped;

  /**
   * How to run it.
   *
   * @param data the lasting folder of all data; empty for a temporary one, deleted at the end
   * @param port the port of the API on 127.0.0.1; 0 for a free one
   * @param stopAtExit whether the end of this JVM stops it; otherwise whoever started it does
   */
  public record Options(Binaries binaries, Optional<Path> data, int port, boolean stopAtExit) {

    /** For tests: a temporary folder, a free port, stopped at the JVM's end. */
    public static Options temporary() {
      return new Options(Binaries.find(), Optional.empty(), 0, true);
    }
  }

  /**
   * Starts both servers and waits until the API is ready.
   *
   * @throws DevClusterException if that fails, with the end of the log of the server that did
   */
  @SuppressWarnings("resource") // the caller stops what starts
  public static ControlPlane start(Options options) {
    try {
      ControlPlane plane = new ControlPlane(options);
      if (options.stopAtExit()) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(plane::stop));
      }
      try {
        plane.startApiServer();
        plane.writeKubeconfig(plane.kubeconfig(), "admin", plane.adminToken);
        return plane;
      } catch (RuntimeException e) {
        plane.stop();
        throw e;
      }
    } catch (IOException e) {
      throw new DevClusterException("cannot start the control plane: " + e.getMessage(), e);
    }
  }

  private ControlPlane(Options options) throws IOException {
    this.options = options;
    folder =
        options.data().isPresent()
            ? options.data().get().toAbsolutePath()
            : Files.createTempDirectory("skopos-");
    lock = FolderLock.of(folder, "control plane");
    port = options.port() == 0 ? freePort() : options.port();
    adminToken = adminToken(folder.resolve("admin-token"));
    ServerProcess.endLeftover(folder.resolve("kube-apiserver.pid"));
    etcd = Etcd.start(options.binaries().etcd(), folder, options.data().isPresent());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String adminToken(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      PrivateFiles.write(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file);
  }

  /** Starts the API server on the same port and data as before; does nothing when it runs. */
  public synchronized void startApiServer() {
    if (stopped) {
      throw new DevClusterException("the control plane has been stopped");
    }
    if (apiServer == null) {
      etcd.requireAlive();
      apiServer =
          ApiServer.start(
              options.binaries().kubeApiServer(), folder, port, adminToken, InstantSource.system());
    }
  }

  /** Stops the API server alone: whoever is connected to it loses it. */
  public synchronized void stopApiServer() {
    if (apiServer != null) {
      apiServer.stop(grace());
      apiServer = null;
    }
  }

  /**
   * Stops both servers, the API first; a temporary folder is deleted. Does nothing when stopped.
   */
  @Override
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    stopApiServer();
    etcd.stop(grace());
    try {
      lock.close();
      if (options.data().isEmpty()) {
        PrivateFiles.deleteFolder(folder);
      }
    } catch (IOException e) {
      throw new DevClusterException("cannot clean up " + folder, e);
    }
  }

  /** What is deleted anyway needs no time to be written. */
  private Duration grace() {
    return options.data().isPresent() ? GRACE : Duration.ZERO;
  }

  @Override
  public void close() {
    stop();
  }

  /** Where the API is. */
  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** The token of a user who may do everything. */
  public String adminToken() {
    return adminToken;
  }

  /** The file with the certificates that the API is to be trusted by. */
  public Path certificateAuthority() {
    return ServingCertificate.in(folder.resolve("certificates")).file();
  }

  /** The kubeconfig file of the user who may do everything. */
  @Override
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  @Override
  public String dataFolder() {
    return "data";
  }

  /** Writes a kubeconfig file for the user with this token, and returns its path. */
  @Override
  public Path writeKubeconfig(Path file, String user, String token) {
    try {
      String trusted = Files.readString(certificateAuthority());
      return Kubeconfig.of(url(), trusted, user, token).write(file);
    } catch (IOException e) {
      throw new DevClusterException("cannot write " + file, e);
    }
  }

  /** A kubectl command that talks to this API and never to the user's own clusters. */
  @Override
  public Command kubectl(String... arguments) {
    return command(options.binaries().kubectl(), arguments);
  }

  /** A helm command that talks to this API and keeps its files in the data folder. */
  public Command helm(String... arguments) {
    return command(options.binaries().helm(), arguments);
  }

  private Command command(Path program, String... arguments) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(arguments));
    String home = folder.resolve("home").toString();
    return new Command(
        line,
        Map.of(
            "KUBECONFIG", kubeconfig().toString(),
            "HOME", home,
            "KUBECACHEDIR", home + "/kube-cache",
            "HELM_CACHE_HOME", home + "/helm/cache",
            "HELM_CONFIG_HOME", home + "/helm/config",
            "HELM_DATA_HOME", home + "/helm/data"));
  }
}
