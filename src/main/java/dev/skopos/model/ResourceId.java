// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

/**
 * Names one custom resource.
 *
 * @param kind for instance {@code HealthCheck}
 */
public record ResourceId(String kind, String namespace, String name)
    implements Comparable<ResourceId> {

  /** Of what the operator itself brings; no resource has it, so that none can take its place. */
  public static final String OPERATOR = "Skopos";

  @Override
  public int compareTo(ResourceId other) {
    int order = kind.compareTo(other.kind);
    order = order != 0 ? order : namespace.compareTo(other.namespace);
    return order != 0 ? order : name.compareTo(other.name);
  }

  /** {@code HealthCheck shop/checkout}. */
  @Override
  public String toString() {
    return kind + ' ' + namespace + '/' + name;
  }
}
