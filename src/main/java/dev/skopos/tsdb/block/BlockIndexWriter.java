// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.tsdb.disk.FileOutput;
import dev.skopos.tsdb.format.ByteWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** Collects the series of a block and writes the sections that {@link BlockIndex} reads. */
final class BlockIndexWriter {

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(Labels labels, int chunks, byte[] chunkMetas) {}

  /** The postings of one value: series in ascending order, as differences. */
  private static final class Postings {
    private final ByteWriter bytes = new ByteWriter(4);
    private int last = -1;

    void add(int series) {
      bytes.putVarint(series - (long) last - 1);
      last = series;
    }
  }

  /** Where the sections are, and their checksum. */
  record Written(List<Long> sections, int checksum) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Long> sections = new ArrayList<>();
  private final CRC32C crc = new CRC32C();

  void add(Labels labels, int chunks, byte[] chunkMetas) {
    entries.add(new Entry(labels, chunks, chunkMetas));
  }

  int series() {
    return entries.size();
  }

  Written write(FileOutput out) throws IOException {
    Map<String, Integer> symbols = writeSymbols(out);
    writeSeries(out, symbols);
    writePostings(out, symbols);
    sections.add(out.position());
    return new Written(sections, (int) crc.getValue());
  }

  private void section(FileOutput out, ByteWriter bytes) throws IOException {
    sections.add(out.position());
    crc.update(bytes.array(), 0, bytes.length());
    out.write(bytes);
  }

  private Map<String, Integer> writeSymbols(FileOutput out) throws IOException {
    TreeSet<String> sorted = new TreeSet<>();
    entries.forEach(
        entry ->
            entry.labels.forEach(
                (name, value) -> {
                  sorted.add(name);
                  sorted.add(value);
                }));
    Map<String, Integer> numbers = HashMap.newHashMap(sorted.size());
    ByteWriter offsets = new ByteWriter(Integer.BYTES * (sorted.size() + 1));
    ByteWriter texts = new ByteWriter();
    for (String text : sorted) {
      numbers.put(text, numbers.size());
      offsets.putInt(texts.length());
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.putBytes(bytes, 0, bytes.length);
    }
    offsets.putInt(texts.length());
    section(out, offsets);
    section(out, texts);
    return numbers;
  }

  private void writeSeries(FileOutput out, Map<String, Integer> symbols) throws IOException {
    ByteWriter offsets = new ByteWriter(Integer.BYTES * (entries.size() + 1));
    ByteWriter series = new ByteWriter();
    for (Entry entry : entries) {
      offsets.putInt(series.length());
      series.putVarint(entry.labels.size());
      entry.labels.forEach(
          (name, value) -> {
            series.putVarint(symbols.getOrDefault(name, 0));
            series.putVarint(symbols.getOrDefault(value, 0));
          });
      series.putVarint(entry.chunks);
      series.putBytes(entry.chunkMetas, 0, entry.chunkMetas.length);
    }
    offsets.putInt(series.length());
    section(out, offsets);
    section(out, series);
  }

  private void writePostings(FileOutput out, Map<String, Integer> symbols) throws IOException {
    Map<String, Map<String, Postings>> labels = collectPostings();
    ByteWriter names = new ByteWriter();
    ByteWriter values = new ByteWriter();
    ByteWriter postings = new ByteWriter();
    for (Map.Entry<String, Map<String, Postings>> label : labels.entrySet()) {
      names.putInt(symbols.getOrDefault(label.getKey(), 0));
      names.putInt(values.length() / BlockIndex.VALUE_BYTES);
      names.putInt(label.getValue().size());
      for (Map.Entry<String, Postings> value : label.getValue().entrySet()) {
        values.putInt(symbols.getOrDefault(value.getKey(), 0));
        values.putInt(postings.length());
        ByteWriter bytes = value.getValue().bytes;
        postings.putBytes(bytes.array(), 0, bytes.length());
      }
    }
    // the end of the last postings
    values.putInt(0);
    values.putInt(postings.length());
    section(out, names);
    section(out, values);
    section(out, postings);
  }

  private Map<String, Map<String, Postings>> collectPostings() {
    Map<String, Map<String, Postings>> labels = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Labels of = entries.get(i).labels;
      for (int k = 0; k < of.size(); k++) {
        labels
            .computeIfAbsent(of.name(k), _ -> new TreeMap<>())
            .computeIfAbsent(of.value(k), _ -> new Postings())
            .add(i);
      }
    }
    return labels;
  }
}
