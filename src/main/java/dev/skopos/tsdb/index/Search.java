// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search for the series that fulfil all matchers. Matchers that name their values come first,
 * the rarest first of all; those that must look at values follow, and only look at the labels of
 * the series that are left once that is less work. Not thread-safe.
 */
public final class Search {

  /** Looking at a label of a series takes as long as reading so many numbers of postings. */
  private static final int LABEL_COST = 8;

  private final SearchedIndex index;
  private final List<LabelFilter> filters = new ArrayList<>();

  /** What is left; null as long as it is everything. */
  private int @Nullable [] left;

  private Search(SearchedIndex index) {
    this.index = index;
  }

  /** The numbers of the series, ascending. */
  public static int[] find(SearchedIndex index, List<Matcher> matchers) {
    return new Search(index).find(matchers);
  }

  private int[] find(List<Matcher> matchers) {
    List<List<LabelValue>> named = new ArrayList<>();
    List<Matcher> others = new ArrayList<>();
    for (Matcher matcher : matchers) {
      if (LabelFilter.isNegative(matcher) || LabelFilter.namedValues(matcher).isEmpty()) {
        others.add(matcher);
      } else {
        named.add(named(matcher));
      }
    }
    named.sort(Comparator.comparingLong(Search::size));
    named.forEach(this::keepOnly);
    // those that a series without the label does not fulfil first: they leave less
    others.sort(Comparator.comparing(matcher -> matcher.matches("")));
    others.forEach(this::narrow);
    return filtered(left());
  }

  private int[] left() {
    return left == null ? index.all() : left;
  }

  private List<LabelValue> named(Matcher matcher) {
    List<LabelValue> found = new ArrayList<>();
    LabelValues values = index.values(matcher.name());
    if (values != null) {
      for (String text : LabelFilter.namedValues(matcher)) {
        LabelValue value = values.find(text);
        if (value != null) {
          found.add(value);
        }
      }
    }
    return found;
  }

  private static long size(List<LabelValue> values) {
    return values.stream().mapToLong(LabelValue::size).sum();
  }

  private static int[] union(List<LabelValue> values) {
    return Postings.union(values.stream().map(LabelValue::series).toList());
  }

  private void keepOnly(List<LabelValue> values) {
    int[] before = left;
    if (before == null) {
      left = union(values);
    } else if (before.length > 0) {
      // what is left is short, and the union may be long
      left =
          Postings.union(
              values.stream().map(value -> Postings.intersection(before, value.series())).toList());
    }
  }

  private void narrow(Matcher matcher) {
    boolean withoutLabel = matcher.matches("");
    List<LabelValue> values = values(matcher, !withoutLabel);
    if (values == null || (left != null && size(values) > (long) LABEL_COST * left.length)) {
      filters.add(new LabelFilter(matcher));
    } else if (!withoutLabel) {
      keepOnly(values);
    } else if (!values.isEmpty()) {
      left = Postings.difference(left(), union(values));
    }
  }

  /** The values that fulfil the matcher, or do not; null when there are more than series left. */
  private @Nullable List<LabelValue> values(Matcher matcher, boolean fulfilling) {
    if (!fulfilling && !LabelFilter.namedValues(matcher).isEmpty()) {
      return named(matcher);
    }
    LabelValues values = index.values(matcher.name());
    if (values == null) {
      return List.of();
    }
    if (left != null && values.count() > left.length) {
      return null;
    }
    List<LabelValue> found = new ArrayList<>();
    for (LabelValue value : values.all()) {
      if (matcher.matches(value.text()) == fulfilling) {
        found.add(value);
      }
    }
    return found;
  }

  private int[] filtered(int[] candidates) {
    if (filters.isEmpty()) {
      return candidates;
    }
    return Arrays.stream(candidates).filter(number -> keeps(index.labels(number))).toArray();
  }

  private boolean keeps(Labels labels) {
    for (LabelFilter filter : filters) {
      if (!filter.keeps(labels)) {
        return false;
      }
    }
    return true;
  }
}
