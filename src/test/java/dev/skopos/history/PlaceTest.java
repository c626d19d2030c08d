// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  private static final Password PASSWORD = new Password.Text("s3cret");

  @Test
  void aPlaceTellsWhereItIsWithoutItsSecrets() {
    Place postgres =
        new Place.PostgreSql("jdbc:postgresql://db:5432/skopos?sslmode=require", "me", PASSWORD);

    assertThat(postgres).hasToString("PostgreSQL at db:5432/skopos");
    assertThat(new Place.Folder(Path.of("/data/records")))
        .hasToString("H2 in /data/records/records.mv.db");
    assertThat(PASSWORD.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "postgresql://db/skopos", "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 's3cret'"})
  void anotherUrlIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> new Place.PostgreSql(url, "me", PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not begin with jdbc:postgresql://")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/skopos?password=s3cret",
        "jdbc:postgresql://db/skopos?ssl=true&sslPassword=s3cret",
        "jdbc:postgresql://me:s3cret@db/skopos"
      })
  void aUrlWithAPasswordIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> new Place.PostgreSql(url, "me", PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a user or a password in it")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aUserIsNeeded() {
    assertThatThrownBy(() -> new Place.PostgreSql("jdbc:postgresql://db/skopos", " ", PASSWORD))
        .hasMessageContaining("user name");
  }
}
