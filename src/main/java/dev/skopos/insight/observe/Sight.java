// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.model.ResourceId;

/** What somebody may see. */
public interface Sight {

  /** Whether the resource may be seen. */
  boolean sees(ResourceId id);

  /**
   * Whether resources of all kinds in the namespace may be seen, and with them what only series
   * tell of it.
   */
  boolean seesAll(String namespace);

  /** The same in one namespace alone. */
  default Sight within(String namespace) {
    Sight whole = this;
    return new Sight() {
      @Override
      public boolean sees(ResourceId id) {
        return id.namespace().equals(namespace) && whole.sees(id);
      }

      @Override
      public boolean seesAll(String other) {
        return other.equals(namespace) && whole.seesAll(other);
      }
    };
  }

  /** That of the operator itself. */
  Sight EVERYTHING =
      new Sight() {
        @Override
        public boolean sees(ResourceId id) {
          return true;
        }

        @Override
        public boolean seesAll(String namespace) {
          return true;
        }
      };
}
