// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places places = new Places(10);
  private final List<String> started = new ArrayList<>();
  private final Map<String, Places.Visit> visits = new HashMap<>();

  private void enter(boolean prompt, String... names) {
    for (String name : names) {
      visits.put(name, places.enter(prompt, _ -> started.add(name)));
    }
  }

  private void enterRepeated(int number) {
    for (int i = 1; i <= number; i++) {
      enter(false, "r" + i);
    }
  }

  private Places.Visit visit(String name) {
    return Objects.requireNonNull(visits.get(name));
  }

  private void leave(String name) {
    places.leave(visit(name));
  }

  @Test
  void repeatedRunsLeaveAFifthOfThePlacesFree() {
    enterRepeated(20);
    enter(true, "a", "b", "c");

    assertThat(started).containsExactly("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "a", "b");
  }

  @Test
  void promptRunsMayHoldAllPlacesWhenNobodyElseWantsThem() {
    for (int i = 0; i < 11; i++) {
      enter(true, "p" + i);
    }

    assertThat(started).hasSize(10);
  }

  @Test
  void whoeverWaitsLongerComesFirst() {
    enterRepeated(9);
    enter(true, "a", "b", "c");

    leave("r1");
    leave("r2");

    assertThat(started).endsWith("a", "b", "r9", "c");
  }

  @Test
  void aPlaceThatAPromptRunLeavesIsStillClosedToRepeatedOnes() {
    enterRepeated(9);
    enter(true, "a");

    leave("a");

    assertThat(started).doesNotContain("r9");
  }

  @Test
  void whoeverWithdrawsDoesNotStart() {
    enterRepeated(10);
    places.withdraw(visit("r9"));
    places.withdraw(visit("r1"));

    leave("r2");

    assertThat(started).contains("r1", "r10").doesNotContain("r9");
  }

  @Test
  void theOnlyPlaceIsForAll() {
    Places one = new Places(1);

    one.leave(one.enter(false, _ -> started.add("repeated")));
    one.enter(true, _ -> started.add("prompt"));

    assertThat(started).containsExactly("repeated", "prompt");
    assertThatThrownBy(() -> new Places(0))
        .hasMessage("a scheduler needs at least one place, not 0");
  }
}
