// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void aLabelIsSetInItsPlace() {
    Labels labels = Labels.of("b", "1", "d", "2");

    assertThat(labels.with("a", "x")).isEqualTo(Labels.of("a", "x", "b", "1", "d", "2"));
    assertThat(labels.with("c", "x")).isEqualTo(Labels.of("b", "1", "c", "x", "d", "2"));
    assertThat(labels.with("e", "x")).isEqualTo(Labels.of("b", "1", "d", "2", "e", "x"));
    assertThat(labels.with("d", "x")).isEqualTo(Labels.of("b", "1", "d", "x"));
    assertThat(labels.with("d", "")).isEqualTo(Labels.of("b", "1"));
    assertThat(labels.with("c", "")).isSameAs(labels);
    assertThat(labels).isEqualTo(Labels.of("b", "1", "d", "2"));
  }

  @Test
  void labelsThatDifferInTheirNumbersHaveHashesThatDiffer() {
    Set<Integer> hashes = new HashSet<>();
    for (int instance = 0; instance < 300; instance++) {
      for (int path = 0; path < 300; path++) {
        String address = "10.0.0.%d:8080".formatted(instance);
        hashes.add(Labels.of("instance", address, "path", "/items/" + path).hashCode());
      }
    }

    assertThat(hashes).hasSizeGreaterThan(89_900);
  }
}
