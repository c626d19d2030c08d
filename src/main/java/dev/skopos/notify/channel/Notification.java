// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a channel is told of alerts at once: plain values, so that a ledger can keep it.
 *
 * @param key the same for all attempts and after a restart, so that receivers can tell a repetition
 * @param receiver the channel's name
 * @param groupKey names the group of alerts; all its notifications have the same
 * @param alerts firing ones first; a message shows the first 500 of them, and fewer when their
 *     texts are long, but the channel counts as told of all
 */
public record Notification(
    String key,
    String receiver,
    String groupKey,
    SortedMap<String, String> groupLabels,
    List<NotifiedAlert> alerts,
    String externalUrl)
    implements Message {

  static final int MAX_SHOWN = 500;

  /** Of the texts of all alerts that are shown, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  public Notification {
    groupLabels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(groupLabels));
    alerts = List.copyOf(alerts);
  }

  /** The alerts that a message tells of one by one: the first of them. */
  List<NotifiedAlert> shown() {
    long size = 0;
    for (int i = 0; i < alerts.size(); i++) {
      size += alerts.get(i).length();
      if (i == MAX_SHOWN || (i > 0 && size > MAX_LENGTH)) {
        return alerts.subList(0, i);
      }
    }
    return alerts;
  }

  /** How many alerts a message leaves out. */
  int truncated() {
    return alerts.size() - shown().size();
  }

  public List<NotifiedAlert> firing() {
    return alerts.stream().filter(NotifiedAlert::firing).toList();
  }

  public List<NotifiedAlert> resolved() {
    return alerts.stream().filter(alert -> !alert.firing()).toList();
  }

  /** {@code firing} while any alert fires, else {@code resolved}. */
  String status() {
    return firing().isEmpty() ? "resolved" : "firing";
  }

  SortedMap<String, String> commonLabels() {
    return common(NotifiedAlert::labels);
  }

  SortedMap<String, String> commonAnnotations() {
    return common(NotifiedAlert::annotations);
  }

  private SortedMap<String, String> common(
      Function<NotifiedAlert, SortedMap<String, String>> texts) {
    SortedMap<String, String> common = new TreeMap<>();
    if (!alerts.isEmpty()) {
      common.putAll(texts.apply(alerts.getFirst()));
      alerts.forEach(alert -> common.entrySet().retainAll(texts.apply(alert).entrySet()));
    }
    return common;
  }
}
