// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelsTest {

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
