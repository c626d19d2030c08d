// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The labels that identify a series or an alert: names in ascending order, each at most once, none
 * with an empty value, as in Prometheus. Immutable; equal by content; ordered as Prometheus orders
 * label sets.
 */
public final class Labels implements Comparable<Labels> {

  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  public static final Labels EMPTY = new Labels(new String[0]);

  private final String[] pairs;
  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = hash(pairs);
  }

  /**
   * Spread over all bits: texts that differ in their last digits have hashes that differ little,
   * and sums of such hashes meet so often that maps of series become slow.
   */
  private static int hash(String[] pairs) {
    long hash = pairs.length;
    for (String text : pairs) {
      hash = (hash ^ text.hashCode()) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /** Labels of alternating names and values, in any order. */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a label name without a value");
    }
    Builder builder = new Builder(EMPTY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.set(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  public static Labels of(Map<String, String> labels) {
    Builder builder = new Builder(EMPTY);
    labels.forEach(builder::set);
    return builder.build();
  }

  /**
   * Labels of alternating names and values that are in order already; takes the array over. For
   * those who read many.
   *
   * @throws IllegalArgumentException when names do not ascend, or a value is empty
   */
  public static Labels ofSorted(String[] namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a label name without a value");
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      boolean ascends = i == 0 || namesAndValues[i - 2].compareTo(namesAndValues[i]) < 0;
      if (!ascends || namesAndValues[i + 1].isEmpty()) {
        throw new IllegalArgumentException(
            "label \"%s\" is not in order, or empty".formatted(namesAndValues[i]));
      }
    }
    return new Labels(namesAndValues);
  }

  public int size() {
    return pairs.length / 2;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** The name at the position, counted in ascending order of names. */
  public String name(int position) {
    return pairs[2 * position];
  }

  public String value(int position) {
    return pairs[2 * position + 1];
  }

  /** The value of the label, or the empty string where there is none, as PromQL sees it. */
  public String get(String name) {
    String value = find(name);
    return value == null ? "" : value;
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  public String metricName() {
    return get(METRIC_NAME);
  }

  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < pairs.length; i += 2) {
      consumer.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** These labels with one set; an empty value removes it. */
  public Labels with(String name, String value) {
    if (value.isEmpty()) {
      return without(name);
    }
    int position = position(name);
    if (position < 0) {
      return inserted(2 * (-position - 1), name, value);
    }
    String[] changed = pairs.clone();
    changed[2 * position + 1] = value;
    return new Labels(changed);
  }

  private Labels inserted(int at, String name, String value) {
    String[] longer = Arrays.copyOf(pairs, pairs.length + 2);
    System.arraycopy(pairs, at, longer, at + 2, pairs.length - at);
    longer[at] = name;
    longer[at + 1] = value;
    return new Labels(longer);
  }

  public Labels without(String name) {
    return find(name) == null ? this : keep(other -> !other.equals(name));
  }

  public Labels withoutMetricName() {
    return without(METRIC_NAME);
  }

  /** Only the labels with these names. */
  public Labels only(Collection<String> names) {
    return keep(names::contains);
  }

  /** All labels but those with these names. */
  public Labels without(Collection<String> names) {
    return keep(name -> !names.contains(name));
  }

  private Labels keep(Predicate<String> wanted) {
    String[] kept = new String[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (wanted.test(pairs[i])) {
        kept[length++] = pairs[i];
        kept[length++] = pairs[i + 1];
      }
    }
    return length == pairs.length ? this : new Labels(Arrays.copyOf(kept, length));
  }

  public Map<String, String> toMap() {
    TreeMap<String, String> map = new TreeMap<>();
    forEach(map::put);
    return map;
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  private @Nullable String find(String name) {
    int position = position(name);
    return position < 0 ? null : pairs[2 * position + 1];
  }

  /** Where the name stands; {@code -position - 1} of where it would stand when it is not there. */
  private int position(String name) {
    int low = 0;
    int high = pairs.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = pairs[2 * middle].compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  public int compareTo(Labels other) {
    int common = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < common; i++) {
      // texts that are equal are mostly the same one, which is seen at once
      int order = pairs[i].equals(other.pairs[i]) ? 0 : pairs[i].compareTo(other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels labels
        && hash == labels.hash
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As Prometheus prints it, the metric's name as a label: {@code {__name__="up", job="a"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append("=\"");
      text.append(pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    return text.append('}').toString();
  }

  /** Collects changes to labels; not thread-safe. */
  public static final class Builder {
    private final TreeMap<String, String> labels;

    private Builder(Labels base) {
      labels = new TreeMap<>();
      base.forEach(labels::put);
    }

    /** Sets the label; an empty value removes it. */
    public Builder set(String name, String value) {
      if (value.isEmpty()) {
        labels.remove(name);
      } else {
        labels.put(name, value);
      }
      return this;
    }

    public Builder remove(String name) {
      labels.remove(name);
      return this;
    }

    public Labels build() {
      String[] pairs = new String[2 * labels.size()];
      int i = 0;
      for (Map.Entry<String, String> label : labels.entrySet()) {
        pairs[i++] = label.getKey();
        pairs[i++] = label.getValue();
      }
      return new Labels(pairs);
    }
  }
}
