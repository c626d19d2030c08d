// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.dial.DialTrace;
import java.time.Duration;

/**
 * What the phases of a request took, summed over redirects, as blackbox_exporter does.
 *
 * @param processing from having a connection to the first byte of the answer
 * @param transfer from the first byte of the answer to its last
 * @param total everything, and what lies between the phases
 */
public record Timings(
    Duration resolve,
    Duration connect,
    Duration tls,
    Duration processing,
    Duration transfer,
    Duration total) {
  public static final Timings NONE =
      new Timings(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  Timings plus(DialTrace dial) {
    return new Timings(
        resolve.plus(dial.resolve()),
        connect.plus(dial.connect()),
        tls.plus(dial.tls()),
        processing,
        transfer,
        total);
  }

  Timings plusProcessing(Duration took) {
    return new Timings(resolve, connect, tls, processing.plus(took), transfer, total);
  }

  Timings plusTransfer(Duration took) {
    return new Timings(resolve, connect, tls, processing, transfer.plus(took), total);
  }

  Timings withTotal(Duration took) {
    return new Timings(resolve, connect, tls, processing, transfer, took);
  }
}
