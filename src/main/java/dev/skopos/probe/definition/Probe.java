// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

/** What one attempt of a check does. */
public sealed interface Probe permits HttpProbe, TcpProbe, DnsProbe {

  /**
   * What is probed, as the label {@code instance} of the check's series shows it; without
   * credentials.
   */
  String target();
}
