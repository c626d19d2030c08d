// SPDX-License-Identifier: Apache-2.0
package dev.skopos.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.config.SkoposConfiguration.Follow;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkoposConfigurationTest {

  private static SkoposConfiguration.Sources sources(Map<String, String> settings) {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    builder.withConverter(Duration.class, 200, new DurationConverter());
    builder.withDefaultValues(settings).withMapping(SkoposConfiguration.class);
    return builder.build().getConfigMapping(SkoposConfiguration.class).sources();
  }

  @Test
  void sourcesAreFollowedUnlessTheyAreOffAsTheChartWritesIt() {
    assertThat(sources(Map.of()).pyrra()).isEqualTo(Follow.AUTO);
    assertThat(sources(Map.of("skopos.sources.sloth", "Off")).sloth()).isEqualTo(Follow.OFF);
    assertThatThrownBy(() -> sources(Map.of("skopos.sources.sloth", "Never")))
        .hasStackTraceContaining("skopos.sources.sloth");
  }
}
