// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Deadline;
import dev.skopos.net.SecretSource;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.http.HttpClient;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.TcpProbe;
import java.time.InstantSource;

/** Makes attempts of all protocols over the network. */
public final class NetworkProber implements Prober {

  private final HttpProber http;
  private final TcpProber tcp;
  private final DnsProber dns;
  private final CertificateAge certificateAge;

  /**
   * A prober.
   *
   * @param clock tells how long certificates are still valid
   */
  public NetworkProber(
      HttpClient http, Dialer dialer, DnsClient dns, SecretSource secrets, InstantSource clock) {
    Secrets read = new Secrets(secrets);
    this.http = new HttpProber(http, read);
    this.tcp = new TcpProber(dialer, read);
    this.dns = new DnsProber(dns);
    this.certificateAge = new CertificateAge(clock);
  }

  @Override
  public Measurement attempt(Probe probe, Deadline deadline) throws UnusableSecretException {
    return switch (probe) {
      case HttpProbe one -> certificateAge.judge(http.attempt(one, deadline), one.tls());
      case TcpProbe one -> certificateAge.judge(tcp.attempt(one, deadline), one.tls());
      case DnsProbe one -> dns.attempt(one, deadline);
    };
  }
}
