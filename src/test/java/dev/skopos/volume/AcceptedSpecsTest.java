// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedSpecsTest {

  private static final ResourceId SHOP = new ResourceId("HealthCheck", "shop", "checkout");
  private static final ResourceId BANK = new ResourceId("HealthCheck", "bank", "checkout");
  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "checkout");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private AcceptedSpecs opened() {
    return new AcceptedSpecs(folder.resolve("accepted"), meters);
  }

  private static AcceptedSpec spec(ResourceId id, long generation) {
    return new AcceptedSpec(id, "uid-1", generation, "{\"spec\":{\"n\":" + generation + "}}");
  }

  @Test
  void whatWasKeptIsThereAfterARestartByKind() {
    AcceptedSpecs before = opened();
    before.keep(spec(SHOP, 1));
    before.keep(spec(SHOP, 2));
    before.keep(spec(BANK, 7));
    before.keep(spec(RULE, 3));

    AcceptedSpecs after = opened();

    assertThat(after.load("HealthCheck")).containsExactly(spec(BANK, 7), spec(SHOP, 2));
    assertThat(after.load("AlertRule")).containsExactly(spec(RULE, 3));
  }

  /** Labels of a resource count for some kinds, and do not raise its generation. */
  @Test
  void anotherSpecOfTheSameGenerationIsKept() {
    AcceptedSpecs before = opened();
    before.keep(spec(SHOP, 1));
    AcceptedSpec other = new AcceptedSpec(SHOP, "uid-1", 1, "{\"spec\":{\"n\":9}}");

    before.keep(other);

    assertThat(opened().load("HealthCheck")).containsExactly(other);
  }

  @Test
  void whatIsGoneFromTheClusterIsForgottenOfThatKindOnly() {
    AcceptedSpecs before = opened();
    before.keep(spec(SHOP, 1));
    before.keep(spec(BANK, 1));
    before.keep(spec(RULE, 1));

    before.retainOnly("HealthCheck", Set.of(BANK));

    AcceptedSpecs after = opened();
    assertThat(after.load("HealthCheck")).containsExactly(spec(BANK, 1));
    assertThat(after.load("AlertRule")).containsExactly(spec(RULE, 1));
  }

  @Test
  void aTornFileIsSetAsideAndCountedAndTheOthersLoad() throws IOException {
    AcceptedSpecs before = opened();
    before.keep(spec(SHOP, 1));
    before.keep(spec(BANK, 1));
    Path torn = folder.resolve("accepted/HealthCheck/shop/checkout.json");
    byte[] content = Files.readAllBytes(torn);
    Files.write(torn, java.util.Arrays.copyOf(content, content.length / 2));

    AcceptedSpecs after = opened();

    assertThat(after.load("HealthCheck")).containsExactly(spec(BANK, 1));
    assertThat(torn.resolveSibling("checkout.json.damaged")).exists();
    assertThat(torn).doesNotExist();
    assertThat(meters.counter("skopos_volume_damaged_files_total", "store", "accepted").count())
        .isEqualTo(1);
  }

  @Test
  void anUnfinishedWriteOfAKilledProcessIsNoDocument() throws IOException {
    AcceptedSpecs before = opened();
    before.keep(spec(SHOP, 1));
    Files.writeString(
        folder.resolve("accepted/HealthCheck/shop/.1" + DurableFile.UNFINISHED), "{\"id\":");

    assertThat(opened().load("HealthCheck")).containsExactly(spec(SHOP, 1));
    assertThat(meters.find("skopos_volume_damaged_files_total").counter()).isNull();
  }

  @Test
  void namesThatAreTooLongForTheFileSystemOrPointElsewhereAreKeptToo() throws IOException {
    ResourceId longest = new ResourceId("HealthCheck", "n".repeat(63), "a".repeat(253));
    ResourceId outside = new ResourceId("HealthCheck", "..", "../../outside");
    AcceptedSpecs before = opened();
    before.keep(spec(longest, 1));
    before.keep(spec(outside, 1));

    assertThat(opened().load("HealthCheck"))
        .containsExactlyInAnyOrder(spec(longest, 1), spec(outside, 1));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("accepted"));
    }
  }

  @Test
  void aVolumeThatCannotBeWrittenIsCountedAndTheWriteIsTriedAgain() throws IOException {
    Files.writeString(folder.resolve("accepted"), "a file where the folder belongs");
    AcceptedSpecs specs = opened();

    specs.keep(spec(SHOP, 1));
    Files.delete(folder.resolve("accepted"));
    specs.keep(spec(SHOP, 1));

    assertThat(
            meters
                .counter("skopos_volume_failures_total", "store", "accepted", "operation", "write")
                .count())
        .isEqualTo(1);
    assertThat(opened().load("HealthCheck")).containsExactly(spec(SHOP, 1));
  }
}
