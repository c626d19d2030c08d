// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.model.Labels;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.probe.prober.Measurement.Gauge;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gauges that several protocols have; names and meanings are those of blackbox_exporter. */
final class Gauges {

  private Gauges() {}

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static List<Gauge> lookup(Duration resolve, Optional<InetSocketAddress> address) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(Gauge.of("probe_dns_lookup_time_seconds", seconds(resolve)));
    address
        .filter(known -> !known.isUnresolved())
        .ifPresent(
            known ->
                gauges.add(
                    Gauge.of(
                        "probe_ip_protocol", known.getAddress() instanceof Inet4Address ? 4 : 6)));
    return gauges;
  }

  static List<Gauge> tls(TlsFacts facts) {
    List<Gauge> gauges = new ArrayList<>();
    facts
        .version()
        .ifPresent(
            version ->
                gauges.add(
                    new Gauge(
                        "probe_tls_version_info",
                        Labels.of("version", version.replace("TLSv", "TLS ")),
                        1)));
    facts
        .certificate()
        .map(CertificateFacts::validity)
        .ifPresent(
            validity -> {
              double earliest = validity.earliestNotAfter().getEpochSecond();
              gauges.add(Gauge.of("probe_ssl_earliest_cert_expiry", earliest));
              // Without a version the handshake failed, and there is no verified chain.
              if (facts.version().isPresent()) {
                gauges.add(Gauge.of("probe_ssl_last_chain_expiry_timestamp_seconds", earliest));
              }
            });
    return gauges;
  }
}
