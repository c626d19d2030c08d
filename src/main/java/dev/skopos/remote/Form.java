// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Parameters of a query as a form; immutable. */
record Form(String text) {

  static final Form EMPTY = new Form("");

  Form and(String name, String value) {
    String pair = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return new Form(text.isEmpty() ? pair : text + "&" + pair);
  }

  /** In seconds since the epoch with three decimals. */
  Form and(String name, Instant time) {
    return and(name, time.toEpochMilli());
  }

  /** Milliseconds since the epoch, sent as seconds. */
  Form and(String name, long millis) {
    return and(name, BigDecimal.valueOf(millis, 3).toPlainString());
  }
}
