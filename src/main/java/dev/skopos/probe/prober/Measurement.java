// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.model.Labels;
import dev.skopos.net.http.Timings;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.probe.Reason;
import dev.skopos.probe.expect.Response;
import java.util.List;
import java.util.Optional;

/**
 * What one attempt found out.
 *
 * @param failure why the target did not do what the probe itself demands; empty when it did
 * @param warning what is not as it should be without being a failure
 * @param response what assertions look at; empty when there was no answer
 * @param timings zero for phases that were not reached
 * @param tls what was learned of the peer, also when it was refused
 * @param gauges particular to the protocol
 */
public record Measurement(
    Optional<Problem> failure,
    Optional<Problem> warning,
    Optional<Response> response,
    Timings timings,
    Optional<TlsFacts> tls,
    List<Gauge> gauges) {

  public Measurement {
    gauges = List.copyOf(gauges);
  }

  /** Something that is wrong, in words for people; without secrets. */
  public record Problem(Reason reason, String message) {}

  /**
   * One value for the store.
   *
   * @param labels beyond those that all series of the check have
   */
  public record Gauge(String name, Labels labels, double value) {

    static Gauge of(String name, double value) {
      return new Gauge(name, Labels.EMPTY, value);
    }

    static Gauge of(String name, boolean value) {
      return of(name, value ? 1 : 0);
    }
  }
}
