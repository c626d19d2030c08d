// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A small file, parsed again when its time, size or identity changed; a file that cannot be read
 * counts as empty. Thread-safe.
 */
final class WatchedFile<T> {
  private static final Logger LOG = Logger.getLogger(WatchedFile.class);
  private static final int MAX_BYTES = 1 << 20;

  private final Path path;
  private final Function<String, T> parser;
  private volatile @Nullable Parsed<T> current;

  WatchedFile(Path path, Function<String, T> parser) {
    this.path = path;
    this.parser = parser;
  }

  private record Stamp(long modified, long size, String key) {
    static final Stamp ABSENT = new Stamp(-1, -1, "");
  }

  private record Parsed<T>(Stamp stamp, T value) {}

  T read() {
    Stamp stamp = stamp();
    Parsed<T> known = current;
    if (known != null && known.stamp.equals(stamp)) {
      return known.value;
    }
    Parsed<T> fresh = new Parsed<>(stamp, parser.apply(text()));
    current = fresh;
    return fresh.value;
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime().toMillis(),
          attributes.size(),
          String.valueOf(attributes.fileKey()));
    } catch (IOException _) {
      return Stamp.ABSENT;
    }
  }

  private String text() {
    try (var in = Files.newInputStream(path)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      LOG.debugf(e, "Reading %s failed; it counts as empty", path);
      return "";
    }
  }
}
