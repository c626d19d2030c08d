// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * {@code make run}: the whole product on a laptop. Starts a cluster, the operator with the rights
 * that it has in one, the demo workload and the samples; stops all of it in the opposite order.
 */
public final class Run {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HISTORY = Duration.ofDays(28);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String OPERATOR = "operator";
  private static final String DEMO = "demo";

  private final Path project = Path.of("").toAbsolutePath();
  private final RunSettings settings;
  private final Binaries binaries;

  /** Newest first. */
  private final Deque<Runnable> toStop = new ConcurrentLinkedDeque<>();

  private volatile boolean interrupted;
  private volatile boolean over;

  private Run(RunSettings settings, Binaries binaries) {
    this.settings = settings;
    this.binaries = binaries;
  }

  /** Runs until Ctrl-C, or until the operator ends. */
  public static void main(String[] arguments) {
    try {
      new Run(RunSettings.from(System.getenv()), Binaries.find()).runUntilStopped();
    } catch (DevClusterException | IOException e) {
      System.err.println("skopos: " + e.getMessage());
      System.exit(1);
    }
  }

  private void runUntilStopped() throws IOException {
    Thread starter = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stopAfter(starter)));
    try (FolderLock _ = FolderLock.of(settings.folder(), "make run")) {
      start().awaitEnd();
    } catch (DevClusterException | IOException e) {
      if (!interrupted) {
        stopAll();
        throw e;
      }
    } finally {
      over = true;
    }
  }

  /** Ctrl-C: what is being started is given up first, so that nothing starts behind our back. */
  private void stopAfter(Thread starter) {
    if (!over) {
      interrupted = true;
      starter.interrupt();
      try {
        starter.join(GRACE.toMillis());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    stopAll();
  }

  private void stopAll() {
    for (Runnable stop = toStop.pollFirst(); stop != null; stop = toStop.pollFirst()) {
      stop.run();
    }
  }

  private ServerProcess start() throws IOException {
    for (String name : List.of(OPERATOR, DEMO, "cluster/kube-apiserver", "cluster/etcd")) {
      ServerProcess.endLeftover(settings.folder().resolve(name + ".pid"));
    }
    settings.requireFreePorts();
    Cluster cluster = timed("control plane", this::startCluster);
    Installation installation = new Installation(cluster, project);
    timed("CRDs and access", installation::apply);
    if (settings.currentContext()) {
      ServerProcess operator = timed("operator", () -> startOperator(installation));
      System.out.println(whatNextInCurrentContext(installation, operator));
      return operator;
    }
    // Before the operator: what it knew from the last time must not fail at its start.
    timed("demo workload", this::startDemo);
    ServerProcess operator = timed("operator", () -> startOperator(installation));
    Instant history = firstStart().minus(HISTORY);
    timed("samples", () -> installation.applySamples(settings.ports().demo(), history));
    System.out.println(whatNext(installation, operator));
    return operator;
  }

  /** Of the data that is kept between runs. */
  private Instant firstStart() throws IOException {
    Path file = settings.folder().resolve("first-start");
    if (!Files.exists(file)) {
      Files.writeString(file, Instant.now().toString());
    }
    return Instant.parse(Files.readString(file));
  }

  /** A step of the start. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T timed(String name, Step<T> step) throws IOException {
    System.out.printf("skopos: %-16s ", name);
    System.out.flush();
    long began = System.nanoTime();
    try {
      T result = step.run();
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(Locale.ROOT, "ready in %.1f s%n", seconds);
      return result;
    } catch (DevClusterException e) {
      System.out.println();
      throw e;
    }
  }

  private static void timed(String name, Runnable step) throws IOException {
    timed(
        name,
        () -> {
          step.run();
          return name;
        });
  }

  private Cluster startCluster() {
    if (settings.currentContext()) {
      CurrentContext current = CurrentContext.in(binaries, settings.folder());
      System.out.printf("your current context '%s' at %s ", current.name(), current.server());
      toStop.addFirst(() -> System.out.print(current.leftovers(project)));
      return current;
    }
    ControlPlane plane =
        ControlPlane.start(
            new ControlPlane.Options(
                binaries,
                Optional.of(settings.folder().resolve("cluster")),
                settings.ports().api(),
                false));
    toStop.addFirst(plane::stop);
    plane.writeKubeconfig(settings.folder().resolve("kubeconfig"), "admin", plane.adminToken());
    return plane;
  }

  private ServerProcess startOperator(Installation installation) throws IOException {
    Path kubeconfig =
        installation.operatorKubeconfig(settings.folder().resolve("operator-kubeconfig"));
    ServerProcess operator =
        ServerProcess.start(
            OPERATOR,
            settings.folder(),
            List.of(
                java(),
                "@" + project.resolve("src/main/jvm/jvm.options"),
                "-jar",
                project.resolve("target/quarkus-app/quarkus-run.jar").toString()),
            operatorEnvironment(installation.cluster(), kubeconfig));
    toStop.addFirst(() -> operator.stop(GRACE));
    awaitOk(operator, settings.operatorUrl() + "/q/health/ready");
    return operator;
  }

  private Map<String, String> operatorEnvironment(Cluster cluster, Path kubeconfig)
      throws IOException {
    Path data = PrivateFiles.folder(settings.folder().resolve(cluster.dataFolder()));
    return Map.of(
        "KUBECONFIG",
        kubeconfig.toString(),
        "SKOPOS_DATA_DIR",
        data.toString(),
        // A cluster of the user's own may hold what others on this machine must not see.
        "SKOPOS_ACCESS_ANONYMOUS",
        settings.currentContext() ? "None" : "View",
        "SKOPOS_PROBE_ALLOW",
        "127.0.0.0/8,::1",
        "SKOPOS_NOTIFY_GROUP_INTERVAL",
        "10s",
        "SKOPOS_EXTERNAL_URL",
        settings.operatorUrl(),
        // Whoever can reach the port may look at everything, so only this machine can.
        "QUARKUS_HTTP_HOST",
        "127.0.0.1",
        "QUARKUS_HTTP_PORT",
        Integer.toString(settings.ports().http()));
  }

  private ServerProcess startDemo() throws IOException {
    ServerProcess demo =
        ServerProcess.start(
            DEMO,
            settings.folder(),
            List.of(
                java(),
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.skopos.demo.Demo",
                Integer.toString(settings.ports().demo())),
            Map.of());
    toStop.addFirst(() -> demo.stop(GRACE));
    awaitOk(demo, settings.demoUrl() + "/health");
    return demo;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void awaitOk(ServerProcess process, String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.replace("localhost", "127.0.0.1")))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      process.awaitOk(client, request, PATIENCE);
    }
  }

  private String whatNextInCurrentContext(Installation installation, ServerProcess operator) {
    return """

    Skopos runs here and watches over your current context. No demo and no samples were installed
    there; docs/resources/ has examples to apply. In another terminal:
      %s get healthchecks,alertrules,rulegroups,notificationchannels,metricsources,servicelevelobjectives,capacityforecasts -A
    Dashboard          %s/ui/login#token=%s
    Operator's log     %s
    Ctrl-C stops it; what it remembers stays in %s.
    """
        .formatted(
            kubectlName(),
            settings.operatorUrl(),
            installation.loginToken(),
            operator.log(),
            settings.folder());
  }

  private String whatNext(Installation installation, ServerProcess operator) {
    return """

    Skopos runs. In another terminal:

      export KUBECONFIG=%s
      %s get healthchecks,alertrules,rulegroups,notificationchannels,metricsources,servicelevelobjectives,capacityforecasts -A

      make break%s    breaks the demo workload: a check fails, a rule fires, a notification goes out
      make heal%s     heals it again

    Dashboard          %s/ui/
      with your rights %s/ui/login#token=%s
    Demo workload      %s  (shows the notifications it got)
    Operator's log     %s

    Ctrl-C stops all of it; the data stays in %s and is there again next time.
    """
        .formatted(
            settings.folder().resolve("kubeconfig"),
            kubectlName(),
            settings.demoVariable(),
            settings.demoVariable(),
            settings.operatorUrl(),
            settings.operatorUrl(),
            installation.loginToken(),
            settings.demoUrl(),
            operator.log(),
            settings.folder());
  }

  private String kubectlName() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "kubectl"))) {
        return "kubectl";
      }
    }
    return binaries.kubectl().toString();
  }
}
