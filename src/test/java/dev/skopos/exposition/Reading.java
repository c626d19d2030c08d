// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.exposition.ExpositionReader.Entry;
import dev.skopos.model.Exemplar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads an exposition to its end, one line of text for each entry. */
final class Reading {

  /** Stands for "the time of the scrape". */
  static final long SCRAPE = 99;

  private Reading() {}

  static List<String> of(ExpositionFormat format, String text) throws InvalidExpositionException {
    return of(format, text.getBytes(StandardCharsets.UTF_8), ExpositionOptions.USUAL);
  }

  static List<String> of(ExpositionFormat format, byte[] body, ExpositionOptions options)
      throws InvalidExpositionException {
    ExpositionReader reader = format.open(body, body.length, options);
    List<String> lines = new ArrayList<>();
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      lines.add(line(reader, entry));
    }
    return lines;
  }

  private static String line(ExpositionReader reader, Entry entry)
      throws InvalidExpositionException {
    return switch (entry) {
      case TYPE -> "TYPE %s %s".formatted(reader.family(), reader.type().orElseThrow().word());
      case HELP, UNIT -> "%s %s %s".formatted(entry, reader.family(), reader.text());
      case SAMPLE -> sample(reader, Double.toString(reader.value()));
      case HISTOGRAM -> sample(reader, "count " + reader.histogram().count());
      case END -> throw new IllegalStateException("is no line");
    };
  }

  private static String sample(ExpositionReader reader, String value)
      throws InvalidExpositionException {
    StringBuilder line = new StringBuilder().append(reader.labels()).append(' ').append(value);
    if (reader.timestamp() != ExpositionReader.NO_TIMESTAMP) {
      line.append(" @").append(reader.timestamp());
    }
    for (Exemplar exemplar : reader.exemplars(SCRAPE)) {
      line.append(
          " # %s %s @%d".formatted(exemplar.labels(), exemplar.value(), exemplar.timestamp()));
    }
    return line.toString();
  }
}
