// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/**
 * Where something stands in the text of a query, counted in UTF-16 units as {@link String} does.
 *
 * @param start the first character
 * @param end the one after the last
 */
public record Span(int start, int end) {

  /** Of what stands in no text. */
  public static final Span NONE = new Span(0, 0);

  public Span to(Span last) {
    return new Span(start, last.end);
  }

  public Span withStart(int newStart) {
    return new Span(newStart, end);
  }

  public Span withEnd(int newEnd) {
    return new Span(start, newEnd);
  }
}
