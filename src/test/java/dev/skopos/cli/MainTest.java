// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private static final String PYRRA =
      """
      apiVersion: pyrra.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: api}
      spec: {target: "99", window: 7d, indicator: {bool_gauge: {metric: up}}}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String input, String... arguments) {
    Files files = new Files(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    return Main.run(files, new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private Path file(String name, String text) throws IOException {
    return java.nio.file.Files.writeString(folder.resolve(name), text);
  }

  @Test
  void standardInputIsReadAndStandardOutputWritten() {
    assertThat(run(PYRRA, "import")).isZero();
    assertThat(out.toString()).contains("kind: ServiceLevelObjective", "name: api");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsRefusedIsNamedAndTheOthersAreWritten() {
    assertThat(run("kind: x\n---\n" + PYRRA, "import", "-f", "-")).isEqualTo(1);
    assertThat(out.toString()).contains("name: api");
    assertThat(err.toString()).startsWith("<stdin>:1: refused: kind: x of null is not known");
  }

  @Test
  void aFolderIsReadByTheNamesOfItsFiles() throws IOException {
    file("b.yaml", PYRRA.replace("api}", "second}"));
    file("a.yml", PYRRA.replace("api}", "first}"));
    file("c.txt", "not yaml: [");

    assertThat(run("", "import", "-f", folder.toString(), "--from", "pyrra")).isZero();
    assertThat(out.toString().indexOf("name: first"))
        .isPositive()
        .isLessThan(out.toString().indexOf("name: second"));
  }

  @Test
  void theOutputMayBeAFile() throws IOException {
    Path written = folder.resolve("out.yaml");

    assertThat(run(PYRRA, "import", "-n", "shop", "-o", written.toString())).isZero();
    assertThat(java.nio.file.Files.readString(written)).contains("namespace: shop");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(run("", "import", "-f", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("skopos: ").contains("none.yaml: no such file");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Path file = java.nio.file.Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xff});

    assertThat(run("", "import", "-f", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("a.yaml: not UTF-8");
  }

  @Test
  void aCommandLineThatCannotBeReadEndsWith2() {
    assertThat(run("", "import", "--from", "nagios")).isEqualTo(2);
    assertThat(err.toString()).contains("--from").contains("nagios");
    assertThat(run("", "exprot")).isEqualTo(2);
    assertThat(run("")).isEqualTo(2);
  }

  @Test
  void helpNamesTheCommandsAndTheirOptions() {
    assertThat(run("", "--help")).isZero();
    assertThat(run("", "import", "--help")).isZero();
    assertThat(out.toString()).contains("import", "--from=FORMAT", "Exit codes:");
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(run("", "--version")).isZero();
    assertThat(out.toString()).startsWith("skopos ");
  }
}
