// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import dev.skopos.imports.Dialect;
import dev.skopos.imports.Exported;
import dev.skopos.imports.Exporter;
import dev.skopos.imports.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skopos export}. */
@Command(
    name = "export",
    description =
        "Makes rules for Prometheus of ServiceLevelObjectives, in the layout of Pyrra or Sloth."
            + " What rules cannot do is told on standard error and in comments.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all was read", "1:some of it was refused", "2:the command is not right"})
final class ExportCommand implements Callable<Integer> {

  /** What is written. */
  private enum Kind {
    PROMETHEUSRULE,
    RULES
  }

  private final Files files;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file, a folder or - for standard input, which is read without this option.")
  private List<Path> paths = List.of();

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      required = true,
      description = "pyrra or sloth.")
  private Dialect dialect = Dialect.PYRRA;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "PrometheusRule, the default, or rules: a file as Prometheus reads it.")
  private Kind kind = Kind.PROMETHEUSRULE;

  @Option(
      names = "--native-histograms",
      description = "Histograms of latency are native ones, not classic ones.")
  private boolean nativeHistograms;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the rules are written; standard output by default.")
  private @Nullable Path output;

  ExportCommand(Files files) {
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Exported exported = Exporter.read(files.read(paths), dialect, nativeHistograms);
    for (Finding finding : exported.findings()) {
      command.commandLine().getErr().println(finding);
    }
    String text =
        switch (kind) {
          case PROMETHEUSRULE -> exported.prometheusRules();
          case RULES -> exported.ruleFile();
        };
    files.write(output, command.commandLine().getOut(), text);
    return (exported.refused() ? Result.REFUSED : Result.DONE).code();
  }
}
