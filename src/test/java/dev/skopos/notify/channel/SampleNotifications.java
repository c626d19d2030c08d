// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.notify.channel.ReportMessage.Attachment;
import dev.skopos.notify.channel.ReportMessage.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Notifications that the golden files were made of. */
final class SampleNotifications {

  static final Instant NOW = Instant.parse("2026-03-01T12:10:00Z");
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private SampleNotifications() {}

  static NotifiedAlert alert(String instance, Severity severity, @Nullable Instant end) {
    return new NotifiedAlert(
        new TreeMap<>(
            Map.of(
                "alertname",
                "DiskFilling",
                "instance",
                instance,
                "severity",
                severity.label(),
                "skopos_namespace",
                "shop")),
        new TreeMap<>(
            Map.of(
                "summary",
                instance + " has <5% left & \"shrinks\"",
                "runbook_url",
                "https://runbooks.test/disk")),
        severity,
        START,
        end,
        "https://skopos.test/ui/rules/shop/disk?a=1&b=2");
  }

  /** One alert that fires and one that ended. */
  static Notification mixed() {
    return of(
        alert("a:9100", Severity.CRITICAL, null),
        alert("b:9100", Severity.WARNING, Instant.parse("2026-03-01T12:05:00Z")));
  }

  static Notification resolved() {
    return of(alert("a:9100", Severity.CRITICAL, Instant.parse("2026-03-01T12:05:00Z")));
  }

  static ReportMessage report() {
    return new ReportMessage(
        "0b6f3a52-8f0e-3b7e-9a52-7f2f9d7f6a11",
        "storage",
        new ResourceId("ServiceLevelObjective", "shop", "checkout"),
        "monthly",
        "shop/checkout, 2026-02: missed",
        List.of(
            new Fact("Target", "99.9 %, missed by 1 of 2 groups"),
            new Fact("Bad events", "20 of 10000; 10 may be"),
            new Fact("Worst group", "path=\"<b>a&b</b>\": -100 % of the budget left")),
        Instant.parse("2026-02-01T00:00:00Z"),
        Instant.parse("2026-03-01T00:00:00Z"),
        NOW,
        "https://skopos.test/api/skopos/v1/reports/1",
        "https://skopos.test",
        "{\"namespace\": \"shop\", \"period\": {\"met\": false}}",
        List.of(
            new Attachment("report.html", "text/html;charset=UTF-8", "<p>\u00e4</p>\n"),
            new Attachment(
                "report.csv", "text/csv;charset=UTF-8;header=present", "a,b\r\n1,\u00e4\r\n")));
  }

  static Notification of(NotifiedAlert... alerts) {
    return new Notification(
        "0123456789abcdef0123456789abcdef",
        "storage",
        "{}:{source=\"AlertRule shop/disk\"}",
        new TreeMap<>(Map.of("alertname", "DiskFilling")),
        List.of(alerts),
        "https://skopos.test");
  }
}
