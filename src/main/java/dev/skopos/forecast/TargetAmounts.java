// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import java.util.List;
import java.util.Map;

/** Says how much the target of a forecast has, as the object itself tells. Thread-safe. */
@FunctionalInterface
public interface TargetAmounts {

  /**
   * Reads the object as it is now.
   *
   * @param namespace of the forecast; objects of others are not read
   * @return none for what says nothing of the kind
   * @throws UnreadableTargetException when the object does not exist or cannot be read
   */
  List<Amount> read(Target target, String namespace) throws UnreadableTargetException;

  /**
   * What one part of the object has.
   *
   * @param part labels that tell the parts of an object apart, as kubelet, cAdvisor and
   *     kube-state-metrics name them: {@code container}, {@code persistentvolumeclaim}, or {@code
   *     resourcequota} and {@code resource}
   * @param limit bytes or cores
   * @param used NaN: the object does not tell
   */
  record Amount(ResourceType type, Map<String, String> part, double limit, double used) {

    public Amount {
      part = Map.copyOf(part);
    }
  }

  /** An object that does not exist or cannot be read; the message is meant for the author. */
  final class UnreadableTargetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean missing;

    /**
     * Without a cause: the message says it all.
     *
     * @param missing whether it is certain that there is no such object
     */
    public UnreadableTargetException(String message, boolean missing) {
      super(message);
      this.missing = missing;
    }

    boolean missing() {
      return missing;
    }
  }
}
