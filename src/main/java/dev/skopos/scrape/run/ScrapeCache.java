// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.ExpositionReader;
import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Labels;
import dev.skopos.scrape.FamilyMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a target exposed before: its series by their bytes, which of them are to be ended when they
 * are gone, and what it said of its families. Targets expose their series in the same order again
 * and again, so each series also knows the one that came behind it. Not thread-safe.
 */
final class ScrapeCache {

  /** Series of scrapes that failed may add up to this many beyond what is usual. */
  private static final int ROOM = 1_000;

  private static final int MOST_FAMILIES = 10_000;
  private static final int LONGEST_TEXT = 4_096;

  private final SeriesTable<ScrapedSeries> series = new SeriesTable<>();
  private final Map<String, FamilyMetadata> families = new HashMap<>();
  private @Nullable Map<String, FamilyMetadata> familiesCopy;
  private List<ScrapedSeries> alive = new ArrayList<>();
  private List<ScrapedSeries> seen = new ArrayList<>();
  private @Nullable ScrapedSeries first;
  private @Nullable ScrapedSeries last;
  private long scrape;
  private int present;
  private int usual;

  /** A scrape begins. */
  void begin() {
    scrape++;
    present = 0;
    seen.clear();
    last = null;
  }

  /** The bytes of the series that is likely to come next. */
  byte[] expected() {
    ScrapedSeries next = next();
    return next == null ? SeriesTable.NONE : next.key();
  }

  private @Nullable ScrapedSeries next() {
    return last == null ? first : last.next;
  }

  /** The series of the present sample, when it was there before. */
  @Nullable ScrapedSeries find(ExpositionReader reader) {
    return reader.asExpected()
        ? next()
        : series.get(reader.seriesBytes(), reader.seriesFrom(), reader.seriesTo());
  }

  /**
   * Keeps a series.
   *
   * @param labels null: dropped
   */
  ScrapedSeries add(byte[] key, @Nullable Labels labels) {
    ScrapedSeries added = new ScrapedSeries(key, labels);
    series.add(added);
    return added;
  }

  /** The series is in this scrape; says no when it was in it before. */
  boolean visit(ScrapedSeries visited) {
    boolean again = visited.scrape == scrape;
    present += again ? 0 : 1;
    visited.scrape = scrape;
    if (last == null) {
      first = visited;
    } else {
      last.next = visited;
    }
    last = visited;
    return !again;
  }

  /** The series has a sample at the time of this scrape, and is to be ended when it is gone. */
  void track(ScrapedSeries present) {
    if (present.tracked != scrape) {
      present.tracked = scrape;
      seen.add(present);
    }
  }

  /** A scrape went well: calls the consumer with the series that are gone, and forgets them. */
  void end(Consumer<Labels> gone) {
    for (ScrapedSeries before : alive) {
      if (before.tracked != scrape) {
        end(before, gone);
      }
    }
    List<ScrapedSeries> spare = alive;
    alive = seen;
    seen = spare;
    forgetUnseen();
    usual = series.size();
  }

  /** There is no scrape: calls the consumer with all series, which are over. */
  void endAll(Consumer<Labels> gone) {
    for (ScrapedSeries before : alive) {
      end(before, gone);
    }
    alive.clear();
    if (series.size() > 2 * usual + ROOM) {
      forgetUnseen();
    }
  }

  private static void end(ScrapedSeries series, Consumer<Labels> gone) {
    Labels labels = series.labels();
    if (labels != null) {
      gone.accept(labels);
    }
  }

  /** Most scrapes bring what the one before did; then there is nothing to look for. */
  private void forgetUnseen() {
    if (present == series.size()) {
      return;
    }
    series.retain(
        entry -> {
          boolean stays = entry.scrape == scrape;
          if (stays && entry.next != null && entry.next.scrape != scrape) {
            entry.next = null;
          }
          return stays;
        });
    if (first != null && first.scrape != scrape) {
      first = null;
    }
  }

  /**
   * The cache for the same target under other rules: it knows no series by its bytes, but those
   * that are to be ended when they are gone.
   */
  ScrapeCache relabeled() {
    ScrapeCache other = new ScrapeCache();
    other.scrape = scrape;
    other.alive.addAll(alive);
    other.families.putAll(families);
    return other;
  }

  /** Changes what is known of a family; beyond a bound nothing new is kept. */
  void describe(String family, UnaryOperator<FamilyMetadata> change) {
    FamilyMetadata before = families.getOrDefault(family, FamilyMetadata.NONE);
    FamilyMetadata after = change.apply(before);
    boolean fits =
        after.help().length() + after.unit().length() + family.length() <= LONGEST_TEXT
            && (families.size() < MOST_FAMILIES || families.containsKey(family));
    if (fits && !after.equals(before)) {
      families.put(family, after);
      familiesCopy = null;
    }
  }

  /** As they are now; immutable, and the same until something changes. */
  Map<String, FamilyMetadata> families() {
    Map<String, FamilyMetadata> copy = familiesCopy;
    if (copy == null) {
      copy = Map.copyOf(families);
      familiesCopy = copy;
    }
    return copy;
  }
}
