// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResolvConfTest {
  @Test
  void givenAPodsFileThenAllOfItIsRead() {
    ResolvConf conf =
        ResolvConf.parse(
            """
            # written by the kubelet
            ; and this
            search shop.svc.cluster.local. svc.cluster.local	cluster.local
            nameserver 169.254.20.10
            nameserver fd00::a
            options ndots:5 single-request-reopen timeout:2 attempts:3 rotate use-vc edns0
            """);

    assertThat(conf.nameservers())
        .containsExactly(InetAddress.ofLiteral("169.254.20.10"), InetAddress.ofLiteral("fd00::a"));
    assertThat(conf.search())
        .containsExactly("shop.svc.cluster.local", "svc.cluster.local", "cluster.local");
    assertThat(conf.options())
        .isEqualTo(new ResolvConf.Options(5, Duration.ofSeconds(2), 3, true, true, true));
  }

  @Test
  void givenNothingThenGlibcsDefaultsHold() {
    ResolvConf conf = ResolvConf.parse("");

    assertThat(conf.nameservers()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(conf.search()).isEmpty();
    assertThat(conf.options())
        .isEqualTo(new ResolvConf.Options(1, Duration.ofSeconds(5), 2, false, false, false));
  }

  @Test
  void givenValuesOutOfBoundsThenTheyAreCutAndNonsenseIsPassedOver() {
    ResolvConf conf =
        ResolvConf.parse(
            """
            nameserver 10.0.0.1
            nameserver dns.example
            nameserver
            nameserver 10.0.0.2
            nameserver 10.0.0.3
            nameserver 10.0.0.4
            options ndots:99 timeout:0 attempts:x
            """);

    assertThat(conf.nameservers()).hasSize(3);
    assertThat(conf.options())
        .isEqualTo(new ResolvConf.Options(15, Duration.ofSeconds(1), 2, false, false, false));
  }

  @Test
  void givenDomainAndSearchThenTheLastOneCounts() {
    assertThat(ResolvConf.parse("search a b\ndomain c\n").search()).containsExactly("c");
    assertThat(ResolvConf.parse("domain c\nsearch a b\n").search()).containsExactly("a", "b");
  }
}
