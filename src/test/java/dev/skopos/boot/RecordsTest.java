// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.config.RecordsSettings;
import dev.skopos.history.Password;
import dev.skopos.history.Place;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static final Path DATA = Path.of("/data");
  private static final String URL = "jdbc:postgresql://db/skopos";

  private static Place place(Map<String, String> settings) {
    RecordsSettings records =
        new SmallRyeConfigBuilder()
            .withDefaultValues(settings)
            .withMapping(RecordsSettings.class, "skopos.records")
            .withConverter(
                java.time.Duration.class,
                200,
                new io.quarkus.runtime.configuration.DurationConverter())
            .build()
            .getConfigMapping(RecordsSettings.class, "skopos.records");
    return Records.place(records, DATA);
  }

  @Test
  void recordsAreOnTheVolumeByDefault() {
    assertThat(place(Map.of())).isEqualTo(new Place.Folder(DATA.resolve("records")));
  }

  @Test
  void aUrlIsThatOfPostgres() {
    assertThat(
            place(
                Map.of(
                    "skopos.records.url", URL,
                    "skopos.records.username", "me",
                    "skopos.records.password-file", "/secret/password")))
        .isEqualTo(
            new Place.PostgreSql(URL, "me", new Password.InFile(Path.of("/secret/password"))));
    assertThat(
            place(
                Map.of(
                    "skopos.records.url", URL,
                    "skopos.records.username", "me",
                    "skopos.records.password", "s3cret")))
        .isEqualTo(new Place.PostgreSql(URL, "me", new Password.Text("s3cret")));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> place(Map.of("skopos.records.url", URL)))
        .hasMessage("skopos.records.username is not set, but skopos.records.url needs it");
    assertThatThrownBy(
            () -> place(Map.of("skopos.records.url", URL, "skopos.records.username", "me")))
        .hasMessage("skopos.records.password-file is not set, but skopos.records.url needs it");
  }

  @Test
  void twoPasswordsAreRefusedAndNotRepeated() {
    assertThatThrownBy(
            () ->
                place(
                    Map.of(
                        "skopos.records.url", URL,
                        "skopos.records.username", "me",
                        "skopos.records.password", "s3cret",
                        "skopos.records.password-file", "/secret/password")))
        .hasMessageContaining("expected one of them")
        .hasMessageNotContaining("s3cret");
  }
}
