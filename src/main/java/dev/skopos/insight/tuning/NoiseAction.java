// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What could be done about a noisy rule. */
public sealed interface NoiseAction {

  /** One word for programs. */
  String word();

  /** For people. */
  String text();

  /** Nothing that its past suggests. */
  record Keep() implements NoiseAction {
    @Override
    public String word() {
      return "Keep";
    }

    @Override
    public String text() {
      return "";
    }
  }

  /** It has fired nearly all the time: nobody reacts to it, or nobody needs to. */
  record DeleteOrFix() implements NoiseAction {
    @Override
    public String word() {
      return "DeleteOrFix";
    }

    @Override
    public String text() {
      return "It fires nearly all the time: repair what it tells of, or delete it.";
    }
  }

  /**
   * Most of its firings are short.
   *
   * @param hold whole minutes for which the condition would have to hold, so that none of the short
   *     ones had fired
   * @param left how many of all firings would be left
   * @param patch a command that does it; null: it is not known where the rule is declared
   */
  record RaiseHold(Duration hold, long left, @Nullable String patch) implements NoiseAction {
    @Override
    public String word() {
      return "RaiseFor";
    }

    @Override
    public String text() {
      return "Raise for to %dm: %d of its firings would be left.".formatted(hold.toMinutes(), left);
    }
  }

  /**
   * It fires often, and long enough to be true.
   *
   * @param rule whose threshold could be moved
   */
  record MoveThreshold(KnownRule rule) implements NoiseAction {
    @Override
    public String word() {
      return "MoveThreshold";
    }

    @Override
    public String text() {
      return "Move the threshold to one that fires more rarely.";
    }
  }
}
