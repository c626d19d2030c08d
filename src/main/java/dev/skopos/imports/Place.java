// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/**
 * Where something stands.
 *
 * @param source the name of the file
 * @param document its number in the file; the first is 1
 * @param line the first is 1
 */
public record Place(String source, int document, int line) {

  /** The same document at another line. */
  Place at(int otherLine) {
    return new Place(source, document, otherLine);
  }

  @Override
  public String toString() {
    return source + ":" + line;
  }
}
