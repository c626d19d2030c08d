// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.devcluster.ControlPlane;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The packaged operator with the flags that it ships with. Its control plane runs on the core of
 * the load.
 */
final class SkoposContender implements Contender {

  private static final int PORT = 18_089;

  private final ControlPlane cluster;
  private final Path folder;
  private final Path kubeconfig;

  SkoposContender(ControlPlane cluster, Path folder) throws IOException {
    this.cluster = cluster;
    this.folder = Files.createDirectories(folder);
    cluster.kubectl("apply", "-k", "kubernetes").run().orThrow();
    String token =
        cluster.kubectl("create", "token", "skopos", "-n", "skopos-system").run().orThrow();
    kubeconfig = cluster.writeKubeconfig(folder.resolve("kubeconfig"), "skopos", token.strip());
  }

  @Override
  public String name() {
    return "Skopos";
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + PORT;
  }

  @Override
  public List<String> headers() {
    return List.of("Authorization", "Bearer " + cluster.adminToken());
  }

  @Override
  public Path data() {
    return folder.resolve("data");
  }

  @Override
  public MeasuredProcess start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    try (Stream<String> options = Files.lines(Path.of("src/main/jvm/jvm.options"))) {
      options.filter(option -> option.startsWith("-")).forEach(command::add);
    }
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("SKOPOS_DATA_DIR", data().toString());
    environment.put("SKOPOS_ACCESS_ANONYMOUS", "View");
    environment.put("SKOPOS_PROBE_ALLOW", "127.0.0.0/8");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(PORT));
    return MeasuredProcess.start(
        command, environment, folder.resolve("log"), URI.create(url() + "/health/ready"));
  }

  void apply(String resources) {
    cluster.kubectl("apply", "-f", "-").run(resources).orThrow();
  }

  @Override
  public void scrape(List<String> addresses) {
    apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: MetricSource
        metadata: {name: bench, namespace: default}
        spec:
          schedule: {interval: 5s, timeout: 5s}
          targets: [{addresses: ['%s']}]
        """
            .formatted(String.join("', '", addresses)));
  }

  @Override
  public void evaluate(RuleSet rules) {
    StringBuilder groups = new StringBuilder();
    for (int group = 0; group < RuleSet.GROUPS; group++) {
      groups.append(
          """
          ---
          apiVersion: skopos.dev/v1alpha1
          kind: RuleGroup
          metadata: {name: bench-%d, namespace: default}
          spec:
            interval: 15s
            rules:
          """
              .formatted(group));
      groups.append(rules.yaml(group, 2));
    }
    apply(groups.toString());
  }

  @Override
  public void load(ObjectiveTraffic traffic) throws IOException {
    Path store = Files.createDirectories(data().resolve("store"));
    AtomicLong now = new AtomicLong(traffic.time(0));
    TsdbOptions options = TsdbOptions.defaults(store, () -> Instant.ofEpochMilli(now.get()));
    try (Tsdb samples = Tsdb.open(options)) {
      new TrafficAppender(traffic, samples, now).appendPast();
    }
  }

  @Override
  public ObjectiveOutput watchObjectives() {
    apply(ObjectiveSet.yaml());
    return ObjectiveOutput.SKOPOS;
  }

  @Override
  public void close() {}
}
