// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers expressions: asks the store, wherever it is. Thread-safe. */
@FunctionalInterface
public interface QueryFunction {

  /**
   * Evaluates the expression at one instant; a scalar comes as one element without labels.
   *
   * @throws QueryFailedException when there is no answer; an empty answer is no failure
   */
  List<Element> query(String expr, Instant at) throws QueryFailedException;

  /**
   * The series for which a rule alerts that leaves it to a judge: see {@link
   * RuleDefinition.Alerting#judged()}.
   *
   * @param expr the expression of the rule
   * @throws QueryFailedException when there is no verdict, as where nobody judges
   */
  default List<Element> judged(String expr, Instant at) throws QueryFailedException {
    throw new QueryFailedException("nobody judges the series of this rule");
  }

  /** Whether {@code x[1m] anchored} is understood: Prometheus does so as an option only. */
  default boolean knowsAnchoredRanges() {
    return false;
  }

  /**
   * One series of an instant vector.
   *
   * @param value 0 where it is a histogram
   * @param histogram null: it is a number
   * @param facts what else is known of it, for templates by name ({@code {{ .Expected }}})
   */
  record Element(
      Labels labels, double value, @Nullable Histogram histogram, Map<String, Double> facts) {

    public Element {
      facts = Map.copyOf(facts);
    }

    /** A number or, unless it is null, a histogram. */
    public Element(Labels labels, double value, @Nullable Histogram histogram) {
      this(labels, value, histogram, Map.of());
    }

    /** A number. */
    public Element(Labels labels, double value) {
      this(labels, value, null);
    }

    /** A native histogram. */
    public Element(Labels labels, Histogram histogram) {
      this(labels, 0, histogram);
    }
  }

  /** A query without an answer; the message is meant for the author of the rule. */
  final class QueryFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unavailable;

    /** The query itself is at fault, with the samples that there are. */
    public QueryFailedException(String message) {
      super(message);
      this.unavailable = false;
    }

    /** The query itself is at fault, with the samples that there are. */
    public QueryFailedException(String message, Throwable cause) {
      this(message, cause, false);
    }

    /**
     * A query without an answer.
     *
     * @param unavailable nothing is said about the query: whoever answers could not be reached,
     *     failed, or took too long
     */
    public QueryFailedException(String message, Throwable cause, boolean unavailable) {
      super(message, cause);
      this.unavailable = unavailable;
    }

    /** Whether the same query for the same instant may well be answered later. */
    public boolean isUnavailable() {
      return unavailable;
    }
  }
}
