// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

/** The compiled condition of one assertion. Immutable and thread-safe. */
interface Expectation {

  /** What is demanded, as people read it. */
  String description();

  Judgement judge(Response response);

  /**
   * What became of it.
   *
   * @param seen the value that was looked at, or why there is none
   */
  record Judgement(boolean holds, String seen) {}
}
