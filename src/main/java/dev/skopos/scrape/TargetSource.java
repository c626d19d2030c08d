// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import java.util.List;
import java.util.Map;

/** Finds targets in the cluster, from memory; may be asked every few seconds. Thread-safe. */
@FunctionalInterface
public interface TargetSource {

  /**
   * The targets that the selector means now: for each its labels, {@code __address__} and those
   * that begin with {@code __meta_kubernetes_} among them. Empty as long as the cluster is not
   * known.
   */
  List<Map<String, String>> find(TargetSelector.Discovered selector);
}
