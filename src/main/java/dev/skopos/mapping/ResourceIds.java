// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names of custom resources as the domain has them. */
public final class ResourceIds {

  private ResourceIds() {}

  public static ResourceId of(HasMetadata resource) {
    return new ResourceId(
        resource.getKind(),
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName());
  }
}
