// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** An empty file that says something by being there. Trouble with the volume is logged. */
record Marker(Path file) {

  private static final Logger LOG = Logger.getLogger(Marker.class);

  /** Puts the file there; whether it was there before. It is taken to be there when in doubt. */
  boolean set() {
    boolean present = Files.exists(file);
    try {
      Files.createDirectories(file.resolveSibling("."));
      DurableFile.write(file, new byte[0]);
      return present;
    } catch (IOException e) {
      LOG.errorf("The data volume: cannot write %s: %s", file, e);
      return true;
    }
  }

  void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.errorf("The data volume: cannot delete %s: %s", file, e);
    }
  }
}
