// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines, each with its checksum in front, that is only appended to; a line is on the disk
 * when {@link #append} returns. For one thread at a time.
 */
final class AppendFile implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AppendFile.class);

  private static final int CHECKSUM_DIGITS = 8;

  private final Path path;
  private @Nullable FileChannel channel;

  AppendFile(Path path) {
    this.path = path;
  }

  /**
   * What a file holds.
   *
   * @param damaged how many lines do not fit their checksum; a kill leaves at most one, the last
   */
  record Content(List<String> lines, int damaged) {}

  static String line(String text) {
    return "%08x %s\n".formatted(checksum(text), text);
  }

  private static long checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  Content read() throws IOException {
    if (!Files.exists(path)) {
      return new Content(List.of(), 0);
    }
    String content = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    List<String> good = new ArrayList<>();
    int damaged = 0;
    for (String line : content.lines().toList()) {
      String text = line.length() > CHECKSUM_DIGITS ? line.substring(CHECKSUM_DIGITS + 1) : "";
      if (line(text).equals(line + '\n')) {
        good.add(text);
      } else {
        damaged++;
      }
    }
    return new Content(good, damaged);
  }

  void append(String text) throws IOException {
    FileChannel open = open();
    long end = open.size();
    try {
      DurableFile.writeFully(open, ByteBuffer.wrap(line(text).getBytes(StandardCharsets.UTF_8)));
      open.force(false);
    } catch (IOException e) {
      // Half a line would make the next one unreadable too.
      open.truncate(end);
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      boolean isNew = !Files.exists(path);
      Files.createDirectories(path.resolveSibling("."));
      open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (isNew) {
        DurableFile.syncFolder(path.resolveSibling("."));
      }
      channel = open;
    }
    return open;
  }

  /** Puts other lines in place of all. */
  void replace(String lines) throws IOException {
    close();
    DurableFile.write(path, lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps a copy of a file that is partly unreadable, for whoever wants to look at it. */
  void setAside() throws IOException {
    Files.copy(
        path,
        path.resolveSibling(path.getFileName() + JsonFiles.DAMAGED),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warnf("Closing %s: %s", path, e);
      }
    }
  }
}
