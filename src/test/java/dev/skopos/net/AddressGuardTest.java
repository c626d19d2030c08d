// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final Set<InetSocketAddress> apiServers =
      new HashSet<>(Set.of(at("10.96.0.1", 443), at("203.0.113.9", 6443)));
  private final Set<InetSocketAddress> resolvers = Set.of(at("169.254.20.10", 53));
  private final AddressGuard guard = guard(List.of(), List.of());

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.255.255.255, unspecified",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "169.254.0.0, link-local",
    "169.254.169.254, link-local",
    "169.254.255.255, link-local",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "255.255.255.255, broadcast",
    "100.100.100.200, cloud metadata",
    "168.63.129.16, cloud metadata",
    "192.0.0.192, cloud metadata",
    "::, unspecified",
    "::1, loopback",
    "fe80::1, link-local",
    "febf:ffff::1, link-local",
    "ff02::1, multicast",
    "ff0e::1, multicast",
    "fd00:ec2::254, cloud metadata"
  })
  void givenAListedRangeThenItIsDeniedAndTheReasonIsSaid(String address, String reason) {
    assertThat(guard.denial(at(address, 80)).orElseThrow())
        .startsWith("address ")
        .endsWith(" is denied (" + reason + "); allow it with probe.allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 127.0.0.1
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:7f00:1::beef",
        "64:ff9b::7f00:1",
        "64:ff9b:1:7f00:0:100::",
        "64:ff9b:1::127.0.0.1",
        "64:ff9b:1:7f:0:1::",
        "64:ff9b:1:0:7f:0:100:0",
        // 169.254.169.254
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        // 0.0.0.0, 224.0.0.1, 255.255.255.255
        "::ffff:0.0.0.0",
        "2002::",
        "64:ff9b::",
        "::ffff:224.0.0.1",
        "2002:e000:1::",
        "64:ff9b::ffff:ffff",
        "2002:ffff:ffff::",
        // 100.100.100.200, 168.63.129.16, 192.0.0.192
        "::ffff:100.100.100.200",
        "2002:6464:64c8::",
        "64:ff9b::6464:64c8",
        "::100.100.100.200",
        "::ffff:168.63.129.16",
        "2002:a83f:8110::",
        "64:ff9b::a83f:8110",
        "::168.63.129.16",
        "::ffff:192.0.0.192",
        "2002:c000:c0::",
        "64:ff9b::c000:c0",
        "::192.0.0.192"
      })
  void givenAnotherFormOfADeniedAddressThenItIsDeniedToo(String address) {
    assertThat(guard.denial(at(address, 80))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "8.8.8.8",
        "10.0.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "100.100.100.199",
        "223.255.255.255",
        "240.0.0.1",
        "255.255.255.254",
        "fd00::1",
        "fec0::1",
        "2001:db8::1",
        "fd00:ec2::253",
        "64:ff9b::808:808",
        "64:ff9b:1::808:808",
        "2002:808:808::1",
        "::8.8.8.8"
      })
  void givenAnyOtherAddressThenItIsAllowedPrivateOnesToo(String address) {
    assertThat(guard.denial(at(address, 80))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.9", "::ffff:203.0.113.9", "2002:cb00:7109::", "64:ff9b::cb00:7109"})
  void givenTheApiServerThenItsAddressAndPortAreDenied(String address) {
    assertThat(guard.denial(at(address, 6443)).orElseThrow()).contains("the Kubernetes API server");
    assertThat(guard.denial(at(address, 443))).isEmpty();
  }

  @Test
  void givenTheApiServerMovesThenTheNewAddressIsDenied() {
    apiServers.add(at("203.0.113.10", 6443));

    assertThat(guard.denial(at("203.0.113.10", 6443))).isPresent();
  }

  @Test
  void givenNodeLocalDnsThenOnlyItsPort53IsReachable() {
    assertThat(guard.denial(at("169.254.20.10", 53))).isEmpty();
    assertThat(guard.denial(at("169.254.20.10", 8080))).isPresent();
    assertThat(guard.denial(at("169.254.20.11", 53))).isPresent();
  }

  @Test
  void givenAllowThenItBeatsTheBuiltInRangesOnItsPort() {
    AddressGuard allowing =
        guard(List.of(), List.of("127.0.0.0/8:8080", "10.96.0.1:443", "[::1]:80"));

    assertThat(allowing.denial(at("127.0.0.1", 8080))).isEmpty();
    assertThat(allowing.denial(at("127.0.0.1", 8081))).isPresent();
    assertThat(allowing.denial(at("2002:7f00:1::", 8080))).isPresent();
    assertThat(allowing.denial(at("10.96.0.1", 443))).isEmpty();
    assertThat(allowing.denial(at("::1", 80))).isEmpty();
  }

  @Test
  void givenDenyThenItBeatsAllowAndReachesEveryForm() {
    AddressGuard denying =
        guard(List.of("10.1.0.0/16", "[fd00::/8]:22", "169.254.20.10"), List.of("10.0.0.0/8"));

    assertThat(denying.denial(at("10.1.2.3", 80)))
        .contains("address 10.1.2.3 is denied by probe.deny");
    assertThat(denying.denial(at("2002:a01:203::", 80))).isPresent();
    assertThat(denying.denial(at("10.2.0.1", 80))).isEmpty();
    assertThat(denying.denial(at("fd12::1", 22))).isPresent();
    assertThat(denying.denial(at("fd12::1", 23))).isEmpty();
    assertThat(denying.denial(at("169.254.20.10", 53))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "example.org",
        "10.0.0.1:0",
        "10.0.0.1:65536",
        "",
        "[::1",
        "::1]:80",
        "1.2.3.4/a"
      })
  void givenSomethingThatIsNoRangeThenItIsRefusedByName(String text) {
    assertThatThrownBy(() -> AddressRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" is not an address range");
  }

  @Test
  void givenCheckThenADeniedTargetIsAFailureOfKindBlocked() {
    assertThatThrownBy(() -> guard.check(at("169.254.169.254", 80)))
        .isInstanceOfSatisfying(
            NetException.class, e -> assertThat(e.kind()).isEqualTo(NetFailure.Kind.BLOCKED))
        .hasMessage("address 169.254.169.254 is denied (link-local); allow it with probe.allow");
  }

  private AddressGuard guard(List<String> deny, List<String> allow) {
    return new AddressGuard(
        AddressGuard.Options.parse(deny, allow), () -> apiServers, () -> resolvers);
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
