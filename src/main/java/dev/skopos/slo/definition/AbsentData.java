// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

/**
 * What minutes count as that have no sample of the indicator. Only whole minutes since the begin of
 * the counting can be absent, with groups since the group was first seen, and never excluded ones.
 * Samples must come at least once a minute for {@link #GOOD} and {@link #BAD} to make sense.
 */
public enum AbsentData {
  /** They do not count. */
  IGNORE,
  /**
   * Each is an average minute of its window whose events were all good; with time slices, each
   * slice without an event is good. A window without a single sample is reckoned with the average
   * of the objective's window, and when that has none either, with one event in each minute.
   */
  GOOD,
  /** The same with events or slices that were all bad. */
  BAD,
  /**
   * Three minutes after the newest sample the objective stays as it was at that sample, alerts and
   * budget alike, until there are samples again; then the time between does not count.
   */
  FREEZE
}
