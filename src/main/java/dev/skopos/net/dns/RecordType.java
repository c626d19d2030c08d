// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import org.xbill.DNS.Type;

/** The types of records that can be asked for. */
public enum RecordType {
  A(Type.A),
  AAAA(Type.AAAA),
  CNAME(Type.CNAME),
  MX(Type.MX),
  TXT(Type.TXT),
  SRV(Type.SRV),
  NS(Type.NS);

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
