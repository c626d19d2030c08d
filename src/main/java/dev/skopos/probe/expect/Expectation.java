// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

/** The compiled condition of one assertion. Immutable and thread-safe. */
interface Expectation {

  /** What is demanded, as people read it. */
  String description();

  /**
   * Holds an answer against it.
   *
   * @throws TimeLimit.OverException when that takes too long
   */
  Judgement judge(Response response, TimeLimit limit);

  /**
   * What became of it.
   *
   * @param seen the value that was looked at, or why there is none
   */
  record Judgement(boolean holds, String seen) {}
}
