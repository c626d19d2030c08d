// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencedStoreTest {

  private static final String KEY = "shop/api";

  private final ReferencedStore<Secret> store =
      new ReferencedStore<>(secret -> new SecretBuilder(secret).withData(null).build());

  private static Secret secret(String version, String value) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("api")
        .withResourceVersion(version)
        .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", value)
        .addToAnnotations("team", "web")
        .endMetadata()
        .withData(Map.of("key", value))
        .build();
  }

  @Test
  void ofAnObjectThatNobodyWantsOnlyItsExistenceIsKept() {
    store.put(KEY, secret("1", "czNjcmV0"));

    assertThat(store.get(KEY).toString()).contains("api").doesNotContain("czNjcmV0");
    assertThat(store.get(KEY).getMetadata().getAnnotations()).containsOnlyKeys("team");
    assertThat(store.isEmptied(KEY)).isTrue();
  }

  @Test
  void theValuesOfAWantedObjectAreKeptWhenItComes() {
    store.want(KEY);
    store.put(KEY, secret("1", "b25l"));

    assertThat(store.get(KEY).getData()).containsEntry("key", "b25l");
    assertThat(store.isEmptied(KEY)).isFalse();
  }

  @Test
  void valuesThatAreWantedLaterAreFilledIn() {
    store.put(KEY, secret("1", "b25l"));
    store.want(KEY);

    store.fill(KEY, secret("1", "b25l"));

    assertThat(store.get(KEY).getData()).containsEntry("key", "b25l");
    assertThat(store.isEmptied(KEY)).isFalse();
  }

  @Test
  void theValuesOfWhatIsNoLongerWantedAreLetGoAndFilledInWhenTheyAreWantedAgain() {
    store.want(KEY);
    store.put(KEY, secret("1", "b25l"));
    Secret inUse = store.get(KEY);

    store.wantOnly(Set.of("shop/other"));

    assertThat(store.get(KEY).toString()).contains("api").doesNotContain("b25l");
    assertThat(store.isEmptied(KEY)).isTrue();
    assertThat(inUse.getData()).as("whoever reads it at the moment").containsEntry("key", "b25l");
    store.put(KEY, secret("2", "dHdv"));
    assertThat(store.get(KEY).toString()).doesNotContain("dHdv");
    store.want(KEY);
    store.fill(KEY, secret("2", "dHdv"));
    assertThat(store.get(KEY).getData()).containsEntry("key", "dHdv");
  }

  @Test
  void theValuesOfWhatIsStillWantedStay() {
    store.want(KEY);
    store.put(KEY, secret("1", "b25l"));

    store.wantOnly(Set.of(KEY));

    assertThat(store.get(KEY).getData()).containsEntry("key", "b25l");
    assertThat(store.isEmptied(KEY)).isFalse();
  }

  @Test
  void aCopyThatCameLateDoesNotReplaceWhatTheWatchBrought() {
    store.put(KEY, secret("1", "b25l"));
    store.want(KEY);
    store.put(KEY, secret("2", "dHdv"));

    store.fill(KEY, secret("1", "b25l"));

    assertThat(store.get(KEY).getData()).containsEntry("key", "dHdv");
  }

  @Test
  void aCopyOfAnObjectThatIsGoneIsNotKept() {
    store.put(KEY, secret("1", "b25l"));
    store.want(KEY);
    store.remove(KEY);

    store.fill(KEY, secret("1", "b25l"));

    assertThat(store.get(KEY)).isNull();
    assertThat(store.isEmptied(KEY)).isFalse();
  }
}
