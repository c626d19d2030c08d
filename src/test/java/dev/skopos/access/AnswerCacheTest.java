// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

  private static final int MOST = 3;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AnswerCache<String> cache =
      new AnswerCache<>(Duration.ofSeconds(60), MOST, () -> now);

  @Test
  void aKeyShowsTheHashOfTheTokenAndNotTheToken() {
    String key = AnswerCache.key("s3cret", "get /metrics");

    assertThat(key)
        .doesNotContain("s3cret")
        .isEqualTo("1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0 get /metrics");
    assertThat(AnswerCache.key("another", "get /metrics")).isNotEqualTo(key);
  }

  @Test
  void anAnswerOfWhichNobodyAsksAgainIsNotKeptLongerEither() throws ClusterUnavailableException {
    cache.get("a", () -> "yes");
    now = now.plusSeconds(30);
    cache.get("b", () -> "yes");

    now = now.plusSeconds(30);
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.get("b", () -> "asked anew")).isEqualTo("yes");
    assertThat(cache.get("a", () -> "asked anew")).isEqualTo("asked anew");
    now = now.plusSeconds(60);
    assertThat(cache.size()).isZero();
  }

  @Test
  void theOldestGoFirstWhenThereAreTooMany() throws ClusterUnavailableException {
    for (String key : new String[] {"a", "b", "c", "d"}) {
      cache.get(key, () -> "yes");
    }

    assertThat(cache.size()).isEqualTo(MOST);
    assertThat(cache.get("a", () -> "asked anew")).isEqualTo("asked anew");
    assertThat(cache.get("d", () -> "asked anew")).isEqualTo("yes");
  }

  @Test
  void aFailureIsNotKept() {
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    () -> {
                      throw new ClusterUnavailableException("away");
                    }))
        .isInstanceOf(ClusterUnavailableException.class);

    assertThat(cache.size()).isZero();
  }
}
