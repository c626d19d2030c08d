// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.net.SecretReference;

/** A text that is given, or read from a Secret or ConfigMap at each run. */
public sealed interface SecretValue {

  /** The text itself. */
  record Literal(String text) implements SecretValue {
    /** Without the text, which may be confidential. */
    @Override
    public String toString() {
      return "Literal[...]";
    }
  }

  /** Where the text is; read as UTF-8 without trailing line breaks. */
  record From(SecretReference reference) implements SecretValue {}
}
