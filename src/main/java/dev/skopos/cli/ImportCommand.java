// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import dev.skopos.imports.Finding;
import dev.skopos.imports.Format;
import dev.skopos.imports.Imported;
import dev.skopos.imports.Importer;
import dev.skopos.imports.ObjectiveYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skopos import}. */
@Command(
    name = "import",
    description =
        "Makes ServiceLevelObjectives of those of OpenSLO, Sloth and Pyrra. What cannot be carried"
            + " over is told on standard error and in comments.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all was read", "1:some of it was refused", "2:the command is not right"})
final class ImportCommand implements Callable<Integer> {

  private final Files files;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file, a folder or - for standard input, which is read without this option.")
  private List<Path> paths = List.of();

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "openslo, sloth, pyrra or auto, by which each document says what it is.")
  private Format format = Format.AUTO;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace of resources for which their file names none.")
  private @Nullable String namespace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the resources are written; standard output by default.")
  private @Nullable Path output;

  ImportCommand(Files files) {
    this.files = files;
  }

  @Override
  public Integer call() throws IOException {
    Imported imported = Importer.read(files.read(paths), format, namespace);
    for (Finding finding : imported.findings()) {
      command.commandLine().getErr().println(finding);
    }
    StringBuilder text = new StringBuilder();
    imported.documents().forEach(document -> text.append(ObjectiveYaml.write(document)));
    files.write(output, command.commandLine().getOut(), text.toString());
    return (imported.refused() ? Result.REFUSED : Result.DONE).code();
  }
}
