// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.SecretReference;

/** Names a Secret or ConfigMap. */
public record ConfigObject(SecretReference.Kind kind, String namespace, String name) {

  /** The object that the reference points into. */
  public static ConfigObject of(SecretReference reference) {
    return new ConfigObject(reference.kind(), reference.namespace(), reference.name());
  }

  /** {@code Secret shop/api}. */
  @Override
  public String toString() {
    return kind.title() + ' ' + namespace + '/' + name;
  }
}
