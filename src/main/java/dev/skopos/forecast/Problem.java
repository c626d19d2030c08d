// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

/**
 * Why a resource has no forecast, an old one, or one that may mean something else.
 *
 * @param message for the author of the forecast
 */
public record Problem(Reason reason, String message) {

  /** What is wrong, as conditions name it. */
  public enum Reason {
    /** An expression had no answer; what was forecast before is still shown. */
    QUERY_FAILED("QueryFailed"),
    /** There is no sample of the usage in the last day; what was forecast before still holds. */
    NO_DATA("NoData"),
    /** The expression gives more than one series for an hour or longer; the largest counts. */
    SEVERAL_SERIES("SeveralSeries"),
    /** There are less than seven days to learn from. */
    SHORT_HISTORY("ShortHistory"),
    /** There is no sample of the limit. */
    NO_LIMIT("NoLimit"),
    /** There is no sample, and the object that would say it cannot be read. */
    TARGET_UNREADABLE("TargetUnreadable");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** Whether samples of the usage or the limit are missing. */
    boolean isOfSamples() {
      return switch (this) {
        case NO_DATA, NO_LIMIT -> true;
        case QUERY_FAILED, SEVERAL_SERIES, SHORT_HISTORY, TARGET_UNREADABLE -> false;
      };
    }

    /** The reason as conditions have it. */
    public String word() {
      return word;
    }
  }
}
