// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

/** Who puts the resources of one kind in force. */
public interface Planner {

  /** The kind, as the start of the operator and its clock know it. */
  Planned planned();
}
