// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.DeliveryLedger;
import dev.skopos.notify.GroupRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one file that only grows, until what counts is a small part of it and is written
 * anew. Thread-safe; one write at a time.
 */
public final class DeliveryLedgerFile implements DeliveryLedger, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DeliveryLedgerFile.class);

  /** Lines that need not count before the file is written anew. */
  static final int SPARE_LINES = 1000;

  private static final ObjectMapper JSON = JsonFiles.JSON;

  private record Key(ResourceId source, ResourceId channel) {}

  /**
   * One line.
   *
   * @param group null: the group is forgotten
   */
  private record Entry(ResourceId source, ResourceId channel, @Nullable GroupRecord group) {}

  private final MeterRegistry meters;
  private final AppendFile file;
  private final Map<Key, GroupRecord> groups = new LinkedHashMap<>();
  private int lines;

  /** Opens the ledger in the folder, which is made when the first record is saved. */
  public DeliveryLedgerFile(Path folder, MeterRegistry meters) {
    this.meters = meters;
    this.file = new AppendFile(folder.resolve("ledger.log"));
    read();
  }

  private void read() {
    try {
      AppendFile.Content content = file.read();
      int damaged = content.damaged();
      for (String line : content.lines()) {
        damaged += replay(line) ? 0 : 1;
      }
      lines = content.lines().size();
      if (damaged > 0) {
        meters.counter("skopos_volume_damaged_files_total", "store", "ledger").increment();
        LOG.warnf("%d lines of the delivery ledger cannot be read and are left out", damaged);
        file.setAside();
        compact();
      }
    } catch (IOException e) {
      failed("read", e);
    }
  }

  private boolean replay(String line) {
    try {
      remember(JSON.readValue(line, Entry.class));
      return true;
    } catch (IOException e) {
      LOG.debugf("Not a line of the delivery ledger: %s", e.getMessage());
      return false;
    }
  }

  private void remember(Entry entry) {
    Key key = new Key(entry.source(), entry.channel());
    if (entry.group() == null) {
      groups.remove(key);
    } else {
      groups.put(key, entry.group());
    }
  }

  @Override
  public synchronized List<GroupRecord> load() {
    return List.copyOf(groups.values());
  }

  @Override
  public synchronized void save(GroupRecord group) {
    append(new Entry(group.source(), group.channel(), group));
  }

  @Override
  public synchronized void delete(ResourceId source, ResourceId channel) {
    if (groups.containsKey(new Key(source, channel))) {
      append(new Entry(source, channel, null));
    }
  }

  private void append(Entry entry) {
    remember(entry);
    try {
      file.append(JSON.writeValueAsString(entry));
      lines++;
      if (lines > 2 * groups.size() + SPARE_LINES) {
        compact();
      }
    } catch (IOException e) {
      failed("write", e);
    }
  }

  private void compact() throws IOException {
    StringBuilder content = new StringBuilder();
    for (GroupRecord group : groups.values()) {
      content.append(
          AppendFile.line(
              JSON.writeValueAsString(new Entry(group.source(), group.channel(), group))));
    }
    file.replace(content.toString());
    lines = groups.size();
  }

  private void failed(String operation, IOException cause) {
    LOG.errorf("Cannot %s the delivery ledger: %s", operation, cause);
    meters
        .counter("skopos_volume_failures_total", "store", "ledger", "operation", operation)
        .increment();
  }

  @Override
  public synchronized void close() {
    file.close();
  }
}
