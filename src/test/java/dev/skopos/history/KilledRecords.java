// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.DayBlock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that writes records until it is killed. After each event and block that is acknowledged
 * it prints their number.
 */
final class KilledRecords {

  static final String OPEN = "open";
  static final ResourceId OBJECTIVE = new ResourceId("ServiceLevelObjective", "shop", "checkout");
  static final AccountKey ACCOUNT = new AccountKey(OBJECTIVE, "f");
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private KilledRecords() {}

  static RecordDatabase open(Path folder) {
    RecordDatabase database =
        new RecordDatabase(new Place.Folder(folder), 2, new SimpleMeterRegistry());
    if (!database.check()) {
      throw new IllegalStateException(database.status().detail());
    }
    return database;
  }

  /**
   * Writes until it is killed.
   *
   * @param arguments the folder, the first number
   */
  public static void main(String[] arguments) {
    RecordDatabase database = open(Path.of(arguments[0]));
    ObjectiveEventTable events = new ObjectiveEventTable(database, new SimpleMeterRegistry());
    CountedBlockTable blocks = new CountedBlockTable(database);
    System.out.println(OPEN);
    for (long number = Long.parseLong(arguments[1]); ; number++) {
      events.append(List.of(event(number)));
      blocks.save(List.of(change(number)));
      System.out.println(number);
    }
  }

  private static ObjectiveEvent event(long number) {
    return new ObjectiveEvent(
        START.plusSeconds(number),
        OBJECTIVE,
        Labels.EMPTY,
        ObjectiveEvent.Kind.TIER_FIRING,
        Long.toString(number),
        Optional.empty());
  }

  /** The same block again and again, as it is with the one of the current day. */
  private static CountedChange change(long number) {
    byte[] content = ByteBuffer.allocate(4096).putLong(number).array();
    return new CountedChange(
        ACCOUNT,
        new CountedSpan(START, START.plusSeconds(number), true),
        0,
        List.of(new DayBlock(Labels.EMPTY, 20_000, content)),
        number);
  }

  static long number(DayBlock block) {
    return ByteBuffer.wrap(block.data()).getLong();
  }

  /** The line that starts it. */
  static List<String> commandLine(Path folder, long first) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        KilledRecords.class.getName(),
        folder.toString(),
        Long.toString(first));
  }
}
