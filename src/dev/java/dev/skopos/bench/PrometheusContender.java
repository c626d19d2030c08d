// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.devcluster.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prometheus, with its defaults but for what the workloads need. */
final class PrometheusContender implements Contender {

  private static final int PORT = 18_190;

  private final Path program;
  private final Path folder;
  private String configuration = "global: {scrape_interval: 5s, evaluation_interval: 15s}\n";

  PrometheusContender(Path program, Path folder) throws IOException {
    this.program = program;
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public String name() {
    return "Prometheus";
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + PORT;
  }

  @Override
  public List<String> headers() {
    return List.of();
  }

  @Override
  public Path data() {
    return folder.resolve("data");
  }

  @Override
  public MeasuredProcess start() throws IOException, InterruptedException {
    Path file = Files.writeString(configurationFile(), configuration);
    return MeasuredProcess.start(
        List.of(
            program.toString(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + data(),
            "--storage.tsdb.retention.time=30d",
            "--web.listen-address=127.0.0.1:" + PORT,
            "--web.enable-remote-write-receiver",
            "--web.enable-admin-api",
            "--web.enable-lifecycle",
            "--enable-feature=promql-experimental-functions,promql-extended-range-selectors",
            "--log.level=warn"),
        Map.of(),
        folder.resolve("log"),
        URI.create(url() + "/-/ready"));
  }

  @Override
  public void scrape(List<String> addresses) {
    configuration +=
        """
        scrape_configs:
        - job_name: bench
          static_configs: [{targets: ['%s']}]
        """
            .formatted(String.join("', '", addresses));
  }

  @Override
  public void evaluate(RuleSet rules) throws IOException, InterruptedException {
    StringBuilder groups = new StringBuilder("groups:\n");
    for (int group = 0; group < RuleSet.GROUPS; group++) {
      groups.append("- name: bench-").append(group).append("\n  rules:\n");
      groups.append(rules.yaml(group, 2));
    }
    Path file = Files.writeString(folder.resolve("rules.yml"), groups);
    configuration += "rule_files: ['" + file + "']\n";
    Files.writeString(configurationFile(), configuration);
    try (Api api = new Api(this)) {
      api.post("/-/reload", Map.of());
    }
  }

  @Override
  public void load(ObjectiveTraffic traffic) throws IOException {
    Path text = folder.resolve("past");
    TrafficText.write(traffic, text);
    run(
        promtool(),
        "tsdb",
        "create-blocks-from",
        "--max-block-duration=30d",
        "openmetrics",
        "--quiet",
        text.toString(),
        data().toString());
    Files.delete(text);
  }

  @Override
  public ObjectiveOutput watchObjectives() throws IOException, InterruptedException {
    Path objectives = Files.writeString(folder.resolve("objectives.yml"), ObjectiveSet.yaml());
    Path rules = folder.resolve("objectives-rules.yml");
    run(
        "bin/skopos",
        "export",
        "--dialect=pyrra",
        "--kind=rules",
        "--file=" + objectives,
        "--output=" + rules);
    run(promtool(), "check", "rules", rules.toString());
    configuration += "rule_files: ['" + rules + "']\n";
    Files.writeString(configurationFile(), configuration);
    try (Api api = new Api(this)) {
      api.post("/-/reload", Map.of());
    }
    return ObjectiveOutput.PYRRA;
  }

  private String promtool() {
    return program.resolveSibling("promtool").toString();
  }

  private static void run(String... line) {
    new Command(List.of(line), Map.of()).run().orThrow();
  }

  private Path configurationFile() {
    return folder.resolve("prometheus.yml");
  }

  @Override
  public void close() {}
}
