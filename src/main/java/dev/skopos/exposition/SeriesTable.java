// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the raw bytes of a series without making a key for it. Not thread-safe.
 *
 * @param <V> an entry; it knows its own bytes
 */
public final class SeriesTable<V extends SeriesTable.Keyed> {

  /** No bytes. */
  public static final byte[] NONE = {};

  /** Something that has raw bytes as its key, which never change. */
  public interface Keyed {
    byte[] key();
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int SMALLEST = 64;

  private @Nullable Keyed[] entries = new Keyed[SMALLEST];
  private int[] hashes = new int[SMALLEST];
  private int size;

  public int size() {
    return size;
  }

  /** The entry whose key is these bytes of the array. */
  @SuppressWarnings("unchecked")
  public @Nullable V get(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int mask = entries.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Keyed entry = entries[slot];
      if (entry == null) {
        return null;
      }
      if (hashes[slot] == hash) {
        byte[] key = entry.key();
        if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
          return (V) entry;
        }
      }
    }
  }

  /** Adds an entry, the key of which is not there yet. */
  public void add(V entry) {
    if (2 * (size + 1) > entries.length) {
      rebuild(2 * entries.length, _ -> true);
    }
    byte[] key = entry.key();
    place(entry, hash(key, 0, key.length));
  }

  private void place(Keyed entry, int hash) {
    int mask = entries.length - 1;
    int slot = hash & mask;
    while (entries[slot] != null) {
      slot = (slot + 1) & mask;
    }
    entries[slot] = entry;
    hashes[slot] = hash;
    size++;
  }

  /** Drops the entries that are not wanted. */
  @SuppressWarnings("unchecked")
  public void retain(Predicate<V> wanted) {
    rebuild(entries.length, entry -> wanted.test((V) entry));
  }

  private void rebuild(int capacity, Predicate<Keyed> wanted) {
    @Nullable Keyed[] before = entries;
    int[] hashesBefore = hashes;
    entries = new Keyed[capacity];
    hashes = new int[capacity];
    size = 0;
    for (int slot = 0; slot < before.length; slot++) {
      Keyed entry = before[slot];
      if (entry != null && wanted.test(entry)) {
        place(entry, hashesBefore[slot]);
      }
    }
  }

  /** Calls the consumer with all entries, in no order. */
  @SuppressWarnings("unchecked")
  public void forEach(Consumer<V> consumer) {
    for (Keyed entry : entries) {
      if (entry != null) {
        consumer.accept((V) entry);
      }
    }
  }

  /** A hash of these bytes of the array, well spread over all its bits. */
  public static int hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * MIX;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << 8) | (bytes[at] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long value) {
    long high = Math.multiplyHigh(value, MIX);
    return (value * MIX) ^ high;
  }
}
