// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  private static final long SEED = 20_261_121;

  /** What Go's strconv.FormatFloat gives, with the format that Prometheus chooses. */
  @ParameterizedTest
  @CsvSource({
    "999999999999999, 999999999999999",
    "1e15, 1000000000000000",
    "123456789012345680000, 123456789012345680000",
    "9.999999999999999e20, 999999999999999900000",
    "1.2345e21, 1.2345e+21",
    "1234567.5, 1234567.5",
    "0.001, 0.001",
    "0.00000123, 0.00000123",
    "9.99e-7, 9.99e-07",
    "2e23, 2e+23",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "100.25, 100.25",
    "12, 12",
    "1.2e-10, 1.2e-10"
  })
  void numbersHaveTheShortestText(double value, String text) {
    assertThat(new NumberText().number(value).toString()).isEqualTo(text);
    assertThat(new NumberText().number(-value).toString()).isEqualTo("-" + text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5e-10, 0.00000000015",
    "1.2345e22, 12345000000000000000000",
    "0.25, 0.25",
    "3, 3",
    "Infinity, +Inf"
  })
  void aNumberMayHaveNoExponent(double value, String text) {
    assertThat(new NumberText().plain(value).toString()).isEqualTo(text);
  }

  @Test
  void everyNumberIsReadBackAsItself() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        assertThat(Double.parseDouble(new NumberText().number(value).toString())).isEqualTo(value);
        assertThat(Double.parseDouble(new NumberText().scientific(value).toString()))
            .isEqualTo(value);
      }
    }
  }

  @Test
  void everyTimeIsItsSeconds() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      long millis = random.nextLong() >> random.nextInt(Long.SIZE);
      assertThat(new NumberText().seconds(millis).toString())
          .isEqualTo(BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
    }
  }

  /** Java's own text has the fewest digits too, but at least two. */
  @Test
  void noNumberHasMoreDigitsThanItNeeds() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      double random64 = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      double value = i % 2 == 0 ? random64 : random.nextInt(1 << 20) / Math.pow(10, i % 9);
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        BigDecimal written = new BigDecimal(new NumberText().number(value).toString());
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (java.precision() > 2) {
          assertThat(written).isEqualByComparingTo(java);
        } else {
          assertThat(written.stripTrailingZeros().precision()).isLessThanOrEqualTo(2);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4.9e-324, 5e-324",
    "9.88e-324, 1e-323",
    "1e23, 1e+23",
    "9.5e-7, 9.5e-07",
    "9007199254740993, 9007199254740992",
    "4503599627370497.5, 4503599627370498"
  })
  void numbersAtTheEdgesAreWrittenAsGoDoes(double value, String text) {
    assertThat(new NumberText().number(value).toString()).isEqualTo(text);
  }

  @Test
  void itGrowsWithWhatIsCollected() throws IOException {
    NumberText text = new NumberText();
    for (int i = 0; i < 1_000; i++) {
      text.number(0.1).append(' ');
    }

    assertThat(text.toString()).isEqualTo("0.1 ".repeat(1_000));
    text.writeTo(OutputStream.nullOutputStream());
    assertThat(text.number(7).toString()).isEqualTo("7");
  }
}
