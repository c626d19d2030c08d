// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with files beside the tests' classes. With the system property {@code
 * skopos.golden.write} the files in the source tree are written instead; look at what changed.
 */
final class Golden {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "skopos", "notify", "channel");

  private Golden() {}

  static void assertEquals(String file, String actual) throws IOException {
    if (Boolean.getBoolean("skopos.golden.write")) {
      Files.writeString(FOLDER.resolve(file), actual + "\n");
      return;
    }
    try (InputStream in = Golden.class.getResourceAsStream(file)) {
      assertThat(in).as("the golden file %s", file).isNotNull();
      String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(actual + "\n").isEqualTo(expected);
    }
  }
}
