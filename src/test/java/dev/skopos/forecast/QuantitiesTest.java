// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.ResourceType.Unit;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "BYTES, 0, 0",
    "BYTES, 512, 512",
    "BYTES, 1536, 1.5Ki",
    "BYTES, 107374182400, 100Gi",
    "BYTES, 1.2e18, 1.04Ei",
    "BYTES, -1048576, -1Mi",
    "CORES, 0.25, 250m",
    "CORES, 2.5, 2500m",
    "CORES, 12, 12",
    "COUNT, 480, 480",
    "COUNT, 12345, 12345",
    "COUNT, 0.123456, 0.123",
    "COUNT, NaN, unknown"
  })
  void amountsAreWrittenAsQuantities(Unit unit, double amount, String text) {
    assertThat(Quantities.of(unit).text(amount)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "BYTES, 111669149696, 110Gi", "BYTES, 1100585369, 1.1Gi", "CORES, 0.251, 260m",
    "COUNT, 481, 490", "COUNT, 480, 480", "COUNT, 0, 0"
  })
  void whatIsRoundedUpIsShortAndNotLess(Unit unit, double amount, String text) {
    Quantities quantities = Quantities.of(unit);

    assertThat(quantities.text(quantities.roundedUp(amount))).isEqualTo(text);
    assertThat(quantities.roundedUp(amount)).isGreaterThanOrEqualTo(amount);
  }

  @Test
  void kubernetesReadsWhatIsWritten() {
    assertThat(Quantity.getAmountInBytes(Quantity.parse(Quantities.of(Unit.BYTES).text(1536))))
        .isEqualByComparingTo(BigDecimal.valueOf(1536));
  }
}
