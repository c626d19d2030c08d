// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/skopos}, as people call it, with the packaged application. */
class CommandIT {

  private static final String FILE = "src/test/resources/imports/sloth/plain.yaml";

  @TempDir Path cache;

  private record Ended(int code, String output) {}

  /** What it prints on either way out. */
  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("bin/skopos"));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void itImportsAndDoesSoAgainWithWhatTheFirstRunLeftInTheCache() throws Exception {
    Ended first = run("import", "-f", FILE);

    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output()).contains("kind: ServiceLevelObjective", "preset: GoogleSRE");
    assertThat(run("import", "-f", FILE)).isEqualTo(first);
  }

  @Test
  void itKnowsItsVersion() throws Exception {
    assertThat(run("--version").output()).matches("skopos [0-9]+[.][0-9]+[.][0-9]+.*\\n");
  }

  @Test
  void aCommandLineThatIsNotRightEndsWith2() throws Exception {
    assertThat(run("import", "--form", "sloth").code()).isEqualTo(2);
  }
}
