// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive. */
final class VersionText implements IVersionProvider {

  private static final String FILE = "/META-INF/maven/dev.skopos/skopos/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream file = Main.class.getResourceAsStream(FILE)) {
      if (file != null) {
        build.load(file);
      }
    }
    return new String[] {"skopos " + build.getProperty("version", "(not packaged)")};
  }
}
