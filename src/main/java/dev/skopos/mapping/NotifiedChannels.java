// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import dev.skopos.api.v1alpha1.ChannelReference;
import dev.skopos.api.v1alpha1.Notify;
import dev.skopos.model.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The channels that a resource names as those that are told. */
final class NotifiedChannels {

  private static final String KIND = "NotificationChannel";

  private NotifiedChannels() {}

  /**
   * In the order of the resource, each once.
   *
   * @param own namespace of the resource
   */
  static List<ResourceId> of(@Nullable Notify notify, String own) {
    return notify == null ? List.of() : of(notify.channels(), own);
  }

  /** The same of references. */
  static List<ResourceId> of(List<ChannelReference> references, String own) {
    return references.stream().map(reference -> channel(reference, own)).distinct().toList();
  }

  private static ResourceId channel(ChannelReference reference, String own) {
    String namespace = reference.namespace();
    return new ResourceId(KIND, namespace == null ? own : namespace, reference.name());
  }
}
