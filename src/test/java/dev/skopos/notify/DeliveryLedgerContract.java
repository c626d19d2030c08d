// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger keeps. */
public abstract class DeliveryLedgerContract {

  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "disk");
  private static final ResourceId ONE = new ResourceId("NotificationChannel", "shop", "one");
  private static final ResourceId TWO = new ResourceId("NotificationChannel", "shop", "two");
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");

  /** A ledger over what was saved before by ledgers of the same test; at first there is nothing. */
  protected abstract DeliveryLedger open();

  private static NotifiedAlert alert(@Nullable Instant end) {
    return new NotifiedAlert(
        new TreeMap<>(Map.of("alertname", "Disk", "instance", "zürich \"a\"\n")),
        new TreeMap<>(Map.of("summary", "")),
        Severity.WARNING,
        START,
        end,
        "https://skopos.test/?a=1&b=2");
  }

  private static GroupRecord record(ResourceId channel, @Nullable Instant lastNotified) {
    Notification notification =
        new Notification(
            "key",
            channel.name(),
            "{}:{source=\"AlertRule shop/disk\"}",
            new TreeMap<>(Map.of("alertname", "Disk")),
            List.of(alert(null), alert(START.plusSeconds(60))),
            "https://skopos.test");
    return new GroupRecord(
        RULE, channel, List.of(alert(null)), lastNotified, List.of(notification));
  }

  @Test
  void anEmptyLedgerHasNoRecords() {
    assertThat(open().load()).isEmpty();
  }

  @Test
  void whatWasSavedIsThereForTheNextLedger() {
    open().save(record(ONE, START));
    open().save(record(TWO, null));
    assertThat(open().load()).containsExactlyInAnyOrder(record(ONE, START), record(TWO, null));
  }

  @Test
  void aRecordReplacesTheOneBefore() {
    DeliveryLedger ledger = open();
    ledger.save(record(ONE, null));
    ledger.save(record(ONE, START));
    assertThat(open().load()).containsExactly(record(ONE, START));
  }

  @Test
  void aDeletedRecordIsGone() {
    DeliveryLedger ledger = open();
    ledger.save(record(ONE, START));
    ledger.save(record(TWO, START));
    ledger.delete(RULE, ONE);
    ledger.delete(RULE, ONE);
    assertThat(open().load()).containsExactly(record(TWO, START));
  }
}
