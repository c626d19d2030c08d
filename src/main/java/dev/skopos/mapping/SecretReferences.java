// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import dev.skopos.api.v1alpha1.HttpHeader;
import dev.skopos.api.v1alpha1.KeyReference;
import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import dev.skopos.net.SecretReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** References to Secrets and ConfigMaps; all resolve in the namespace of the resource. */
final class SecretReferences {

  private final String namespace;

  SecretReferences(String namespace) {
    this.namespace = namespace;
  }

  Optional<SecretReference> of(@Nullable SecretFrom from) {
    return from == null ? Optional.empty() : Optional.of(secret(from.secretKeyRef()));
  }

  Optional<SecretReference> of(@Nullable ValueFrom from) {
    if (from == null) {
      return Optional.empty();
    }
    KeyReference map = from.configMapKeyRef();
    if (map != null) {
      return Optional.of(SecretReference.configMap(namespace, map.name(), map.key()));
    }
    return Optional.ofNullable(from.secretKeyRef()).map(this::secret);
  }

  Stream<SecretReference> of(List<HttpHeader> headers) {
    return headers.stream().flatMap(header -> of(header.valueFrom()).stream());
  }

  private SecretReference secret(KeyReference key) {
    return SecretReference.secret(namespace, key.name(), key.key());
  }
}
