// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Matcher;
import java.util.List;

/** What an objective counts. Immutable. */
public sealed interface Indicator {

  /** The variable in an expression that stands for the range to look at. */
  String WINDOW = "$window";

  /** Which of its two parts an indicator names beside the total. */
  enum Part {
    BAD,
    GOOD
  }

  /**
   * Counters: each increment is an event.
   *
   * @param part what {@code events} selects
   * @param events series of counters; also the count of native histograms
   * @param total series of counters that count all events
   */
  record Counters(Part part, List<Matcher> events, List<Matcher> total) implements Indicator {
    public Counters {
      events = List.copyOf(events);
      total = List.copyOf(total);
    }
  }

  /**
   * Observations of a histogram, classic or native: those above the threshold are bad.
   *
   * @param histogram selects by the base name of the metric, without {@code _bucket}
   * @param threshold in the unit of the histogram; a classic one needs a bucket with this bound
   */
  record Latency(List<Matcher> histogram, double threshold) implements Indicator {
    public Latency {
      histogram = List.copyOf(histogram);
    }
  }

  /** Gauges that are 1 when all is well: each sample is an event, and bad unless it is 1. */
  record BoolGauge(List<Matcher> gauge) implements Indicator {
    public BoolGauge {
      gauge = List.copyOf(gauge);
    }
  }

  /** Gauges with a limit: each sample is an event, and good while the comparison holds. */
  record Threshold(List<Matcher> gauge, Comparison comparison, double limit) implements Indicator {
    public Threshold {
      gauge = List.copyOf(gauge);
    }
  }

  /**
   * Expressions that give the events within {@link #WINDOW}; evaluated minute by minute. Where
   * anchored ranges are known, the minutes add up to what happened; otherwise they are as exact as
   * PromQL is.
   */
  record Ratio(Part part, String events, String total) implements Indicator {}

  /**
   * An expression that gives the share of good events, from 0 to 1; each evaluation is an event.
   */
  record Expression(String good) implements Indicator {}

  /** How a gauge is compared with its limit. */
  enum Comparison {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String operator;

    Comparison(String operator) {
      this.operator = operator;
    }

    /** As in PromQL. */
    public String operator() {
      return operator;
    }

    /** Whether the value compares so with the limit. */
    public boolean holds(double value, double limit) {
      return switch (this) {
        case LESS -> value < limit;
        case LESS_OR_EQUAL -> value <= limit;
        case GREATER -> value > limit;
        case GREATER_OR_EQUAL -> value >= limit;
      };
    }
  }
}
