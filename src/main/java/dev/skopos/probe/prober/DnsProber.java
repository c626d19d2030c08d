// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.dns.DnsQuery;
import dev.skopos.net.dns.DnsReply;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.expect.Response;
import dev.skopos.probe.prober.Measurement.Gauge;
import dev.skopos.probe.prober.Measurement.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attempts that ask a name server. */
record DnsProber(DnsClient client) {

  private static final String NO_ERROR = "NOERROR";

  Measurement attempt(DnsProbe probe, Deadline deadline) {
    DnsQuery query =
        new DnsQuery(probe.name(), probe.type(), probe.server(), DnsQuery.Transport.UDP);
    long start = System.nanoTime();
    try {
      DnsReply reply = client.query(query, deadline);
      return answered(probe, reply, Duration.ofNanos(System.nanoTime() - start));
    } catch (NetException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Measurement(
          Optional.of(Problems.of(e.failure(), took)),
          Optional.empty(),
          Optional.empty(),
          timings(Duration.ZERO, took),
          Optional.empty(),
          List.of(Gauge.of("probe_dns_query_succeeded", false)));
    }
  }

  private static Measurement answered(DnsProbe probe, DnsReply reply, Duration took) {
    Timings timings = timings(reply.source().took(), took);
    Response response = new Response(timings, Optional.empty(), new Response.Content.Dns(reply));
    return new Measurement(
        problem(probe, reply),
        Optional.empty(),
        Optional.of(response),
        timings,
        Optional.empty(),
        gauges(reply, took));
  }

  private static Optional<Problem> problem(DnsProbe probe, DnsReply reply) {
    if (!reply.rcode().equals(NO_ERROR)) {
      return Optional.of(
          new Problem(
              Reason.UNEXPECTED_ANSWER,
              "the name server answered %s for %s".formatted(reply.rcode(), probe.name())));
    }
    if (reply.answers().stream().noneMatch(a -> a.type().equals(probe.type().name()))) {
      return Optional.of(
          new Problem(
              Reason.UNEXPECTED_ANSWER,
              "%s has no %s record".formatted(probe.name(), probe.type())));
    }
    return Optional.empty();
  }

  /** The time of the question that was answered; asking servers in vain is in the total only. */
  private static Timings timings(Duration processing, Duration total) {
    return new Timings(
        Duration.ZERO, Duration.ZERO, Duration.ZERO, processing, Duration.ZERO, total);
  }

  private static List<Gauge> gauges(DnsReply reply, Duration took) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.addAll(
        Gauges.lookup(took.minus(reply.source().took()), Optional.of(reply.source().server())));
    gauges.add(Gauge.of("probe_dns_query_succeeded", true));
    gauges.add(Gauge.of("probe_dns_answer_rrs", reply.answers().size()));
    gauges.add(Gauge.of("probe_dns_authority_rrs", reply.authority().size()));
    gauges.add(Gauge.of("probe_dns_additional_rrs", reply.additional().size()));
    return gauges;
  }
}
