// SPDX-License-Identifier: Apache-2.0
package dev.skopos.cli;

import dev.skopos.imports.Source;
import dev.skopos.imports.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes files; {@code -} is the standard input or output. */
final class Files {

  /** Characters of UTF-8 have at most four bytes. */
  private static final int MOST_BYTES = 4 * YamlReader.LONGEST;

  private static final int MOST_FILES = 10_000;
  private static final Path STANDARD = Path.of("-");

  private final InputStream standardInput;

  Files(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * The texts of the files, those of a folder by their names; the standard input when there are no
   * files.
   *
   * @throws IOException when one cannot be read, is too big or not UTF-8; the message names it
   */
  List<Source> read(List<Path> paths) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path path : paths.isEmpty() ? List.of(STANDARD) : paths) {
      for (Path file : files(path)) {
        sources.add(source(file));
      }
      if (sources.size() > MOST_FILES) {
        throw new IOException(path + ": more than " + MOST_FILES + " files");
      }
    }
    return sources;
  }

  private static List<Path> files(Path path) throws IOException {
    if (path.equals(STANDARD) || !java.nio.file.Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = java.nio.file.Files.walk(path)) {
      return below
          .filter(file -> file.toString().matches(".*[.](ya?ml|json)"))
          .filter(java.nio.file.Files::isRegularFile)
          .sorted()
          .limit(MOST_FILES + 1L)
          .toList();
    }
  }

  private Source source(Path file) throws IOException {
    if (file.equals(STANDARD)) {
      return new Source("<stdin>", text("<stdin>", standardInput));
    }
    if (!java.nio.file.Files.exists(file)) {
      throw new IOException(file + ": no such file");
    }
    try (InputStream input = java.nio.file.Files.newInputStream(file)) {
      return new Source(file.toString(), text(file.toString(), input));
    }
  }

  private static String text(String name, InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(name + ": bigger than " + MOST_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(name + ": not UTF-8", e);
    }
  }

  /** Writes the text to the file, or to the output when there is none. */
  void write(@Nullable Path file, PrintWriter output, String text) throws IOException {
    if (file == null || file.equals(STANDARD)) {
      output.print(text);
      output.flush();
    } else {
      java.nio.file.Files.writeString(file, text);
    }
  }
}
