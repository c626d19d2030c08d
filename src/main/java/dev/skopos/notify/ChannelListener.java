// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import java.util.function.Predicate;

/** Hears which channels there are; called without locks held. */
interface ChannelListener {

  /** The channel is there now, or has another definition. */
  void present(ResourceId channel);

  /** The channels that the predicate holds for are gone for good. */
  void gone(Predicate<ResourceId> channels);
}
