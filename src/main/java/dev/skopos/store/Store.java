// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/** A place that keeps samples: what the rest of Skopos knows of it. Thread-safe. */
public interface Store extends Queryable {

  /** A new batch. */
  Appender appender();
}
