// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesTableTest {

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(byte[] key, int number) implements SeriesTable.Keyed {}

  private static byte[] key(int number) {
    return ("series{number=\"" + number + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Entry find(SeriesTable<Entry> table, int number) {
    byte[] bytes =
        ("   " + new String(key(number), StandardCharsets.UTF_8) + " 1")
            .getBytes(StandardCharsets.UTF_8);
    return table.get(bytes, 3, bytes.length - 2);
  }

  @Test
  void findsEachOfManySeriesByItsBytesAnywhere() {
    SeriesTable<Entry> table = new SeriesTable<>();
    for (int i = 0; i < 10_000; i++) {
      table.add(new Entry(key(i), i));
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(find(table, i)).extracting(Entry::number).isEqualTo(i);
    }
    assertThat(find(table, 10_000)).isNull();
    assertThat(table.size()).isEqualTo(10_000);
  }

  @Test
  void dropsWhatIsNotWanted() {
    SeriesTable<Entry> table = new SeriesTable<>();
    for (int i = 0; i < 100; i++) {
      table.add(new Entry(key(i), i));
    }
    table.retain(entry -> entry.number() % 10 == 0);
    AtomicInteger left = new AtomicInteger();
    table.forEach(_ -> left.incrementAndGet());
    assertThat(left).hasValue(10);
    assertThat(find(table, 90)).isNotNull();
    assertThat(find(table, 91)).isNull();
  }
}
