// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

/** What has a score. */
public sealed interface Subject {

  /** All namespaces together. */
  record Whole() implements Subject {}

  /** All that is watched in a namespace. */
  record Namespace(String namespace) implements Subject {}

  /** All in a namespace that names one workload. */
  record Workload(String namespace, String name) implements Subject {}
}
