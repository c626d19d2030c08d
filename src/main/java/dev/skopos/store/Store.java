// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/** A place that keeps samples: what the rest of Skopos knows of it. Thread-safe. */
public interface Store extends Queryable, Catalog {

  /** A new batch of Skopos' own. */
  default Appender appender() {
    return appender(Source.SKOPOS);
  }

  /** A new batch of this source. */
  Appender appender(Source source);
}
