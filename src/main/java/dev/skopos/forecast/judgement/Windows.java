// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.model.AnomalyWindow;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The newest verdicts on the values of each series. Used by one thread at a time. */
final class Windows {

  private final Map<Labels, AnomalyWindow> windows = new HashMap<>();

  /** Adds a verdict; gives whether the newest ones make an anomaly. */
  boolean anomalous(Labels judged, boolean strange) {
    AnomalyWindow window = windows.getOrDefault(judged, AnomalyWindow.EMPTY).with(strange);
    windows.put(judged, window);
    return window.anomalous();
  }

  void retainOnly(Set<Labels> judged) {
    windows.keySet().retainAll(judged);
  }

  void clear() {
    windows.clear();
  }

  /** Goes on with the verdicts that there were before a restart. */
  void restore(Set<Labels> judged, Memory memory, Instant now) {
    for (Labels each : judged) {
      if (!windows.containsKey(each)) {
        memory.of(each, now).ifPresent(verdicts -> windows.put(each, window(verdicts)));
      }
    }
  }

  private static AnomalyWindow window(Series verdicts) {
    AnomalyWindow window = AnomalyWindow.EMPTY;
    for (double verdict : verdicts.values()) {
      window = Double.isFinite(verdict) ? window.with(verdict == 1) : window;
    }
    return window;
  }
}
