// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.notify.channel.NotifiedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a channel does not know yet.
 *
 * @param firing all alerts that fire, known or not
 * @param started fingerprints of those among them that the channel was not told of
 * @param ended alerts that the channel believes to be firing and that do not
 */
record Change(List<NotifiedAlert> firing, List<String> started, List<NotifiedAlert> ended) {

  /**
   * Compares what the channel was told with what there is.
   *
   * @param told by fingerprint
   * @param present by fingerprint, firing and resolved ones
   * @param now the end of alerts that vanished without a resolved state
   */
  static Change between(
      Map<String, NotifiedAlert> told, Map<String, NotifiedAlert> present, Instant now) {
    List<NotifiedAlert> firing = present.values().stream().filter(NotifiedAlert::firing).toList();
    List<String> started =
        present.entrySet().stream()
            .filter(entry -> entry.getValue().firing() && !told.containsKey(entry.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<NotifiedAlert> ended = new ArrayList<>();
    told.forEach(
        (fingerprint, alert) -> {
          NotifiedAlert current = present.get(fingerprint);
          if (current == null) {
            ended.add(alert.ended(now));
          } else if (!current.firing()) {
            ended.add(current);
          }
        });
    return new Change(firing, started, List.copyOf(ended));
  }

  boolean isEmpty() {
    return started.isEmpty() && ended.isEmpty();
  }

  Change withoutEnded() {
    return new Change(firing, started, List.of());
  }

  List<NotifiedAlert> alerts() {
    List<NotifiedAlert> all = new ArrayList<>(firing);
    all.addAll(ended);
    return List.copyOf(all);
  }

  /** For the log: what is new, without repeating what is known. */
  String summary() {
    return "%d firing (%d of them new), %d resolved"
        .formatted(firing.size(), started.size(), ended.size());
  }

  /** The alerts that the channel believes to be firing once it has got these. */
  static SortedMap<String, NotifiedAlert> after(
      Map<String, NotifiedAlert> told, List<NotifiedAlert> alerts) {
    SortedMap<String, NotifiedAlert> next = new TreeMap<>(told);
    for (NotifiedAlert alert : alerts) {
      if (alert.firing()) {
        next.put(alert.fingerprint(), alert);
      } else {
        next.remove(alert.fingerprint());
      }
    }
    return next;
  }
}
