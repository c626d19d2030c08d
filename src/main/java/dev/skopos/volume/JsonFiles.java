// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.skopos.model.ResourceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One JSON document per resource, in the file {@code <folder>/<kind>/<namespace>/<name>.json}.
 * Trouble with the volume is logged and counted, never thrown: who keeps state here goes on with
 * what it has in memory. Thread-safe as long as one resource is written by one thread at a time.
 */
final class JsonFiles<T> {

  private static final Logger LOG = Logger.getLogger(JsonFiles.class);

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final String SUFFIX = ".json";
  static final String DAMAGED = ".damaged";
  private static final long MAX_BYTES = 16L << 20;

  /** Longer names, and any that a file system could misread, are replaced by their hash. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9.-]{0,199}");

  private final Path folder;
  private final Class<T> type;
  private final MeterRegistry meters;

  JsonFiles(Path folder, Class<T> type, MeterRegistry meters) {
    this.folder = folder;
    this.type = type;
    this.meters = meters;
  }

  /** A document with the resource that it belongs to; file names may be hashes. */
  record Entry<T>(ResourceId id, T content) {}

  Optional<T> load(ResourceId id) {
    return read(file(id)).map(Entry::content);
  }

  List<Entry<T>> loadAll() {
    return files().flatMap(file -> read(file).stream()).toList();
  }

  /** Whether the document is durable now. */
  boolean save(ResourceId id, T content) {
    Path file = file(id);
    try {
      Files.createDirectories(file.getParent());
      DurableFile.write(file, JSON.writeValueAsBytes(new Entry<>(id, content)));
      return true;
    } catch (IOException e) {
      failed("write", file, e);
      return false;
    }
  }

  void delete(ResourceId id) {
    Path file = file(id);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failed("delete", file, e);
    }
  }

  private Stream<Path> files() {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.walk(folder, 3)) {
      return all.filter(Files::isRegularFile).filter(this::isDocument).toList().stream();
    } catch (IOException e) {
      failed("list", folder, e);
      return Stream.empty();
    }
  }

  private boolean isDocument(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  private Optional<Entry<T>> read(Path file) {
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("larger than " + MAX_BYTES + " bytes");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      failed("read", file, e);
      return Optional.empty();
    }
    try {
      return Optional.of(parse(bytes));
    } catch (IOException e) {
      setAside(file, e);
      return Optional.empty();
    }
  }

  private Entry<T> parse(byte[] bytes) throws IOException {
    Entry<T> entry =
        JSON.readValue(bytes, JSON.getTypeFactory().constructParametricType(Entry.class, type));
    if (entry == null || entry.id() == null || entry.content() == null) {
      throw new IOException("the document is incomplete");
    }
    return entry;
  }

  private void setAside(Path file, IOException cause) {
    LOG.warnf("%s cannot be read and is set aside: %s", file, cause.getMessage());
    meters.counter("skopos_volume_damaged_files_total", "store", store()).increment();
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + DAMAGED),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      failed("set aside", file, e);
    }
  }

  private void failed(String operation, Path path, IOException cause) {
    LOG.errorf("The data volume: cannot %s %s: %s", operation, path, cause);
    meters
        .counter("skopos_volume_failures_total", "store", store(), "operation", operation)
        .increment();
  }

  private String store() {
    return String.valueOf(folder.getFileName());
  }

  private Path file(ResourceId id) {
    return folder
        .resolve(plain(id.kind()))
        .resolve(plain(id.namespace()))
        .resolve(plain(id.name()) + SUFFIX);
  }

  private static String plain(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : hash(name);
  }

  private static String hash(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
