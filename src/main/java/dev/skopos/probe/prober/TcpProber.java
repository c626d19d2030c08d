// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Deadline;
import dev.skopos.net.dial.Connection;
import dev.skopos.net.dial.DialException;
import dev.skopos.net.dial.DialTarget;
import dev.skopos.net.dial.DialTrace;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.definition.TcpProbe;
import dev.skopos.probe.expect.Response;
import dev.skopos.probe.prober.Measurement.Gauge;
import dev.skopos.probe.prober.Measurement.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attempts that connect, and shake hands over TLS when the probe says so. */
record TcpProber(Dialer dialer, Secrets secrets) {

  Measurement attempt(TcpProbe probe, Deadline deadline) throws UnusableSecretException {
    DialTarget target = DialTarget.plain(probe.host(), probe.port()).withFamily(probe.ipFamily());
    if (probe.tls().isPresent()) {
      target = target.withTls(secrets.tls(probe.tls().get()), List.of());
    }
    long start = System.nanoTime();
    try (Connection connection = dialer.dial(target, deadline)) {
      return measurement(connection.trace(), since(start), Optional.empty());
    } catch (DialException e) {
      Duration took = since(start);
      return measurement(e.trace(), took, Optional.of(Problems.of(e.failure(), took)));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Measurement measurement(
      DialTrace trace, Duration took, Optional<Problem> failure) {
    Timings timings =
        new Timings(
            trace.resolve(), trace.connect(), trace.tls(), Duration.ZERO, Duration.ZERO, took);
    List<Gauge> gauges = new ArrayList<>(Gauges.lookup(trace.resolve(), trace.address()));
    trace.tlsFacts().ifPresent(facts -> gauges.addAll(Gauges.tls(facts)));
    Response response = new Response(timings, trace.tlsFacts(), new Response.Content.Tcp());
    return new Measurement(
        failure,
        Optional.empty(),
        failure.isPresent() ? Optional.empty() : Optional.of(response),
        timings,
        trace.tlsFacts(),
        gauges);
  }
}
