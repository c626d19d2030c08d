// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.model.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a notification tells of it: plain values, so that a ledger can keep it.
 *
 * @param startsAt when it began to fire
 * @param endsAt when it ended; null: it fires
 * @param generatorUrl a link to where it comes from
 */
public record NotifiedAlert(
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Severity severity,
    Instant startsAt,
    @Nullable Instant endsAt,
    String generatorUrl) {

  public NotifiedAlert {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  public boolean firing() {
    return endsAt == null;
  }

  /** How many characters its texts have. */
  long length() {
    return length(labels) + length(annotations) + generatorUrl.length();
  }

  private static long length(SortedMap<String, String> texts) {
    return texts.entrySet().stream()
        .mapToLong(text -> text.getKey().length() + text.getValue().length())
        .sum();
  }

  /** The same alert after its end. */
  public NotifiedAlert ended(Instant at) {
    return new NotifiedAlert(labels, annotations, severity, startsAt, at, generatorUrl);
  }

  /** What tells it from other alerts, as Alertmanager computes it: 16 hexadecimal digits. */
  public String fingerprint() {
    return Fingerprint.of(labels);
  }
}
