// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTextTest {

  @Test
  void aTokenHasTheCharactersOfTheStandardAndNoOthers() {
    String allowed = "!#$%&'*+-.^_`|~";
    for (char c = 0; c < 300; c++) {
      boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
      assertThat(HeaderText.isToken("X" + c))
          .as("character %d", (int) c)
          .isEqualTo(letterOrDigit || allowed.indexOf(c) >= 0);
    }
    assertThat(HeaderText.isToken("")).isFalse();
  }

  @Test
  void whatCouldEndALineIsAControl() {
    for (char c = 0; c < 300; c++) {
      assertThat(HeaderText.hasControl("a" + c + "b"))
          .as("character %d", (int) c)
          .isEqualTo(c != '\t' && (c < 32 || c == 127));
    }
    assertThat(HeaderText.hasControl("")).isFalse();
  }
}
