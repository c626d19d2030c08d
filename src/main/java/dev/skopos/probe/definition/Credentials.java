// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

/** Who the probe says it is, in the header {@code Authorization}; not sent on to other origins. */
public sealed interface Credentials {

  /** RFC 7617. */
  record Basic(SecretValue username, SecretValue password) implements Credentials {}

  /** RFC 6750. */
  record Bearer(SecretValue token) implements Credentials {}
}
