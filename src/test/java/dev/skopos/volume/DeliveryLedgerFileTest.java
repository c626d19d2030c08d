// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.notify.DeliveryLedgerContract;
import dev.skopos.notify.GroupRecord;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryLedgerFileTest extends DeliveryLedgerContract {

  private static final Instant T = Instant.parse("2026-11-01T10:00:00.123Z");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Override
  protected DeliveryLedgerFile open() {
    return new DeliveryLedgerFile(folder, meters);
  }

  private static GroupRecord group(String rule, int told) {
    ResourceId channel = new ResourceId("NotificationChannel", "shop", "chat");
    NotifiedAlert alert =
        new NotifiedAlert(
            new TreeMap<>(Map.of("alertname", "Slow\nline")),
            new TreeMap<>(),
            Severity.CRITICAL,
            T,
            null,
            "http://localhost");
    Notification flying =
        new Notification(
            "key", "chat", "group", new TreeMap<>(), List.of(alert), "http://localhost");
    return new GroupRecord(
        new ResourceId("AlertRule", "shop", rule),
        channel,
        java.util.Collections.nCopies(told, alert),
        T,
        List.of(flying));
  }

  @Test
  void theNewestRecordOfEachGroupIsThereAfterAKill() {
    DeliveryLedgerFile killed = open();
    killed.save(group("a", 1));
    killed.save(group("b", 1));
    killed.save(group("a", 2));
    GroupRecord gone = group("b", 1);
    killed.delete(gone.source(), gone.channel());

    assertThat(open().load()).containsExactly(group("a", 2));
  }

  @Test
  void aTornLastLineCostsOnlyItself() throws IOException {
    open().save(group("a", 1));
    Path file = folder.resolve("ledger.log");
    Files.writeString(file, "0badc0de {\"source\":", StandardOpenOption.APPEND);

    DeliveryLedgerFile restarted = open();
    restarted.save(group("b", 1));

    assertThat(open().load()).containsExactly(group("a", 1), group("b", 1));
    assertThat(folder.resolve("ledger.log.damaged")).exists();
  }

  @Test
  void theFileDoesNotGrowForever() throws IOException {
    DeliveryLedgerFile ledger = open();
    for (int i = 0; i < 2 * DeliveryLedgerFile.SPARE_LINES; i++) {
      ledger.save(group("a", 1));
    }

    assertThat(Files.readAllLines(folder.resolve("ledger.log")))
        .hasSizeLessThan(DeliveryLedgerFile.SPARE_LINES + 10);
    assertThat(open().load()).containsExactly(group("a", 1));
  }
}
