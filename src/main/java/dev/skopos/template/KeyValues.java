// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts by name, as Alertmanager's {@code KV}: {@code .name} (empty where there is none), {@code
 * SortedPairs}, {@code Names}, {@code Values}, {@code Remove}. Immutable.
 */
public final class KeyValues {

  /** One name with its value. */
  record Pair(String name, String value) {}

  private static final String FIRST = "alertname";

  private final SortedMap<String, String> texts;

  public KeyValues(Map<String, String> texts) {
    this.texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  SortedMap<String, String> texts() {
    return texts;
  }

  /** In order of names, but alertname first. */
  List<Pair> sortedPairs() {
    List<Pair> pairs = new ArrayList<>();
    texts.forEach(
        (name, value) -> pairs.add(name.equals(FIRST) ? 0 : pairs.size(), new Pair(name, value)));
    return List.copyOf(pairs);
  }

  KeyValues remove(Collection<String> names) {
    SortedMap<String, String> kept = new TreeMap<>(texts);
    kept.keySet().removeAll(List.copyOf(names));
    return new KeyValues(kept);
  }

  @Override
  public String toString() {
    return text(sortedPairs());
  }

  static String text(List<Pair> pairs) {
    return String.join(", ", pairs.stream().map(pair -> pair.name + '=' + pair.value).toList());
  }
}
