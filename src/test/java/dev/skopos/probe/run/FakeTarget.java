// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.net.Deadline;
import dev.skopos.net.SecretReference;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.expect.Response;
import dev.skopos.probe.prober.Measurement;
import dev.skopos.probe.prober.Prober;
import dev.skopos.probe.prober.UnusableSecretException;
import dev.skopos.schedule.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A target that does what a test says, and knows when it was probed. */
final class FakeTarget implements Prober {

  final List<Instant> probed = new ArrayList<>();
  private final ManualScheduler scheduler;

  enum Mood {
    WELL,
    DOWN,
    WARNING,
    SECRET_GONE,
    BROKEN_PROBER
  }

  Mood mood = Mood.WELL;

  /** How long an answer takes. */
  Duration delay = Duration.ZERO;

  String body = "{\"status\": \"UP\"}";

  FakeTarget(ManualScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Measurement attempt(Probe probe, Deadline deadline) throws UnusableSecretException {
    probed.add(scheduler.clock().instant());
    scheduler.advance(delay);
    return switch (mood) {
      case WELL -> measurement(Optional.empty(), Optional.empty());
      case DOWN ->
          measurement(
              Optional.of(new Measurement.Problem(Reason.CONNECTION_FAILED, "refused")),
              Optional.empty());
      case WARNING ->
          measurement(
              Optional.empty(),
              Optional.of(new Measurement.Problem(Reason.CERTIFICATE_EXPIRES, "expires soon")));
      case SECRET_GONE ->
          throw UnusableSecretException.missing(SecretReference.secret("ns", "x", "y"));
      case BROKEN_PROBER -> throw new IllegalStateException("on purpose");
    };
  }

  private Measurement measurement(
      Optional<Measurement.Problem> failure, Optional<Measurement.Problem> warning) {
    Duration none = Duration.ZERO;
    Timings timings = new Timings(none, none, none, none, none, Duration.ofMillis(20));
    Response response =
        new Response(
            timings, Optional.empty(), new Response.Content.Http(200, HttpHeaders.EMPTY, body));
    return new Measurement(
        failure,
        warning,
        failure.isPresent() ? Optional.empty() : Optional.of(response),
        timings,
        Optional.empty(),
        failure.isPresent()
            ? List.of()
            : List.of(
                new Measurement.Gauge(
                    "probe_http_status_code", dev.skopos.model.Labels.EMPTY, 200)));
  }
}
