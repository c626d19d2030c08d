// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.util.ArrayList;
import java.util.List;

/** Reads a block of header fields up to the empty line. */
final class HeaderReader {
  private static final int MAX_FIELDS = 200;

  private HeaderReader() {}

  static HttpHeaders read(HttpInput in) throws NetException {
    List<HttpHeaders.Field> fields = new ArrayList<>();
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      if (fields.size() == MAX_FIELDS) {
        throw new NetException(
            NetFailure.Kind.TOO_LARGE, "the answer has more than %d headers".formatted(MAX_FIELDS));
      }
      fields.add(field(line));
    }
    return new HttpHeaders(fields);
  }

  private static HttpHeaders.Field field(String line) throws NetException {
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      throw ResponseReader.protocol("the answer has a folded header line");
    }
    int colon = line.indexOf(':');
    if (colon < 0 || !HeaderText.isToken(line.substring(0, colon))) {
      throw ResponseReader.protocol("the answer has a header line without a proper name");
    }
    String value = line.substring(colon + 1).strip();
    if (HeaderText.hasControl(value)) {
      throw ResponseReader.protocol(
          "the answer has a control character in header " + line.substring(0, colon));
    }
    return new HttpHeaders.Field(line.substring(0, colon), value);
  }
}
