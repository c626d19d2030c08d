// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.util.Arrays;

/** The versions of TLS that are spoken, oldest first. */
public enum TlsVersion {
  TLS_1_2("TLSv1.2"),
  TLS_1_3("TLSv1.3");

  private final String protocol;

  TlsVersion(String protocol) {
    this.protocol = protocol;
  }

  /** JSSE's name, for instance {@code TLSv1.3}. */
  public String protocol() {
    return protocol;
  }

  String[] andNewer() {
    return Arrays.stream(values())
        .filter(v -> v.compareTo(this) >= 0)
        .map(TlsVersion::protocol)
        .toArray(String[]::new);
  }
}
