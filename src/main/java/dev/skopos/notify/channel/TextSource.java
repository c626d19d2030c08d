// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.SecretReference;

/** Where a text of a channel's settings comes from. */
public sealed interface TextSource {

  /** The text stands in the settings. */
  record Literal(String text) implements TextSource {}

  /** The text stands in a Secret or ConfigMap and is read before each attempt. */
  record Referenced(SecretReference reference) implements TextSource {}
}
