// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import org.jspecify.annotations.Nullable;

/**
 * How a path walks through one document: each step counts against the time, and what it finds
 * against a bound, since a path can name the same element many times. For one thread.
 */
final class BoundedJson extends JacksonJsonProvider {

  /** Of all texts and elements found; the library also keeps the way to each of them. */
  private static final long MAX_FOUND = 64L << 20;

  private static final int COST_OF_ELEMENT = 16;

  private final TimeLimit limit;
  private long found;

  BoundedJson(TimeLimit limit) {
    this.limit = limit;
  }

  @Override
  public boolean isArray(@Nullable Object node) {
    limit.step();
    return super.isArray(node);
  }

  @Override
  public boolean isMap(@Nullable Object node) {
    limit.step();
    return super.isMap(node);
  }

  @Override
  public @Nullable Object getArrayIndex(Object array, int index) {
    limit.step();
    return super.getArrayIndex(array, index);
  }

  @Override
  public @Nullable Object getMapValue(Object map, String key) {
    limit.step();
    return super.getMapValue(map, key);
  }

  @Override
  public void setArrayIndex(Object array, int index, @Nullable Object value) {
    limit.step();
    found += COST_OF_ELEMENT + (value instanceof String text ? text.length() : 0);
    if (found > MAX_FOUND) {
      throw new Json.TooLargeException("the path finds more than can be looked at");
    }
    super.setArrayIndex(array, index, value);
  }
}
