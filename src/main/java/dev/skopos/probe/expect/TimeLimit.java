// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.skopos.net.Deadline;
import java.time.Duration;

/**
 * How long it may take to judge one answer. Work that an answer can make long asks at each of its
 * small steps, so that it ends when the time is over or nobody wants its result any more. For one
 * thread.
 */
final class TimeLimit {

  /** Where checks have much time, one answer must not keep a processor busy all the while. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Reading the clock costs as much as some steps do. */
  private static final int STEPS_BETWEEN_LOOKS = 64;

  private final Deadline deadline;
  private int steps;

  TimeLimit(Deadline deadline) {
    this.deadline = deadline.atMost(LONGEST);
  }

  /** There is no time left. */
  static final class OverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverException() {
      super("could not be judged within the timeout", null, false, false);
    }
  }

  /**
   * One step of work.
   *
   * @throws OverException when the work has to end
   */
  void step() {
    if (++steps % STEPS_BETWEEN_LOOKS == 0 && isOver()) {
      throw new OverException();
    }
  }

  boolean isOver() {
    return deadline.passed() || Thread.currentThread().isInterrupted();
  }

  /** The text, each look at which is a step. */
  CharSequence watch(CharSequence text) {
    return new WatchedText(text);
  }

  private final class WatchedText implements CharSequence {
    private final CharSequence text;

    WatchedText(CharSequence text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      step();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return watch(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
