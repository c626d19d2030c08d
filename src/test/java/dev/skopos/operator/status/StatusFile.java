// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares the status of a resource with a file beside the test's class. With the system property
 * {@code skopos.golden.write} the files in the source tree are written instead; look at what
 * changed.
 */
public final class StatusFile {

  private StatusFile() {}

  /** Also checks that the status is equal to itself when it is read back from the cluster. */
  public static void assertIs(String name, Object status, Class<?> test) {
    String yaml = Serialization.asYaml(status);
    assertThat((Object) Serialization.unmarshal(yaml, status.getClass())).isEqualTo(status);
    try {
      compare(name + ".yaml", yaml, test);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(String file, String actual, Class<?> test) throws IOException {
    if (Boolean.getBoolean("skopos.golden.write")) {
      String folder = test.getPackageName().replace('.', '/');
      Files.writeString(Path.of("src", "test", "resources", folder, file), actual);
      return;
    }
    try (InputStream in = test.getResourceAsStream(file)) {
      assertThat(in).as("the file %s", file).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
