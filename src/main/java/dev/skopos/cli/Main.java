// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code skopos}: what can be done without a cluster. Ends with 0, 1 or 2, see {@link Result}. */
@Command(
    name = "skopos",
    description = "Works with resources of Skopos in files.",
    subcommands = ImportCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    Files files = new Files(System.in);
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
    int code = run(files, out, err, arguments);
    System.exit(code);
  }

  /** Runs the command and gives its exit code. */
  static int run(Files files, PrintWriter out, PrintWriter err, String... arguments) {
    int code =
        new CommandLine(new Main(), new Commands(files))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (problem, line, _) -> {
                  line.getErr().println("skopos: " + problem.getMessage());
                  return Result.REFUSED.code();
                })
            .execute(arguments);
    out.flush();
    err.flush();
    return code;
  }
}
