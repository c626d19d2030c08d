// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import java.util.List;

/** How the parts of the operator are, as far as others need to know. Thread-safe. */
public interface Components {

  /**
   * One part.
   *
   * @param name for instance {@code store}, {@code ingest}, {@code apiserver}
   * @param detail what is wrong, or how it is
   */
  record Component(String name, boolean up, String detail) {}

  /** Whether the store is open, the plan in force and the first synchronisation done once. */
  boolean ready();

  /** All parts; one that is down does not make the operator unready. */
  List<Component> components();
}
