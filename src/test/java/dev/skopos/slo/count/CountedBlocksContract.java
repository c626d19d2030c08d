// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every keeper of accounts does. Each test begins with an empty one. */
public abstract class CountedBlocksContract {

  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");
  private static final AccountKey ACCOUNT = new AccountKey(CHECKOUT, "a".repeat(64));
  private static final AccountKey CHANGED = new AccountKey(CHECKOUT, "b".repeat(64));
  private static final AccountKey OTHER =
      new AccountKey(
          new ResourceId("ServiceLevelObjective", "shop", "search"), ACCOUNT.fingerprint());
  private static final Labels EU = Labels.of("route", "/pay\n\"ä\" 💳", "zone", "eu");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final CountedSpan SPAN =
      new CountedSpan(FROM, Instant.parse("2026-03-01T10:20:30.456Z"), false);

  /** The one to test. */
  protected abstract CountedBlocks blocks();

  private static CountedChange change(AccountKey account, CountedSpan span, DayBlock... blocks) {
    return new CountedChange(account, span, 0, List.of(blocks), 1);
  }

  private static DayBlock block(Labels group, long day, int length) {
    byte[] data = new byte[length];
    new Random(day).nextBytes(data);
    return new DayBlock(group, day, data);
  }

  @Test
  void nothingIsThereBeforeItIsSaved() {
    assertThat(blocks().load(ACCOUNT)).isEmpty();
  }

  @Test
  void whatWasSavedIsLoaded() {
    DayBlock large = block(EU, 20_501, 40 * 1024);
    DayBlock ungrouped = block(Labels.EMPTY, 20_500, 1);

    blocks().save(List.of(change(ACCOUNT, SPAN, large, ungrouped)));

    SavedAccount saved = blocks().load(ACCOUNT).orElseThrow();
    assertThat(saved.span()).isEqualTo(SPAN);
    assertThat(saved.blocks()).containsExactlyInAnyOrder(large, ungrouped);
  }

  @Test
  void anAccountWithoutBlocksIsKept() {
    blocks().save(List.of(change(ACCOUNT, SPAN)));

    assertThat(blocks().load(ACCOUNT)).contains(new SavedAccount(SPAN, List.of()));
  }

  @Test
  void aBlockTakesThePlaceOfTheOneOfTheSameGroupAndDay() {
    DayBlock kept = block(EU, 20_500, 10);
    DayBlock otherGroup = block(Labels.EMPTY, 20_501, 20);
    blocks().save(List.of(change(ACCOUNT, SPAN, kept, block(EU, 20_501, 10), otherGroup)));
    CountedSpan later = new CountedSpan(FROM, SPAN.until().plusSeconds(60), true);
    DayBlock replacing = block(EU, 20_501, 11);

    blocks().save(List.of(change(ACCOUNT, later, replacing)));

    SavedAccount saved = blocks().load(ACCOUNT).orElseThrow();
    assertThat(saved.span()).isEqualTo(later);
    assertThat(saved.blocks()).containsExactlyInAnyOrder(kept, otherGroup, replacing);
  }

  @Test
  void blocksBeforeTheFirstDayAreDeleted() {
    DayBlock kept = block(EU, 20_501, 10);
    blocks().save(List.of(change(ACCOUNT, SPAN, block(EU, 20_500, 10), kept)));
    blocks().save(List.of(change(OTHER, SPAN, block(EU, 20_500, 10))));

    blocks().save(List.of(new CountedChange(ACCOUNT, SPAN, 20_501, List.of(), 2)));

    assertThat(blocks().load(ACCOUNT).orElseThrow().blocks()).containsExactly(kept);
    assertThat(blocks().load(OTHER).orElseThrow().blocks()).hasSize(1);
  }

  @Test
  void severalAccountsAreSavedTogether() {
    DayBlock one = block(EU, 20_500, 10);
    DayBlock two = block(EU, 20_500, 12);

    blocks().save(List.of(change(ACCOUNT, SPAN, one), change(OTHER, SPAN, two)));

    assertThat(blocks().load(ACCOUNT).orElseThrow().blocks()).containsExactly(one);
    assertThat(blocks().load(OTHER).orElseThrow().blocks()).containsExactly(two);
  }

  @Test
  void anObjectiveIsForgottenWithAllItsAccounts() {
    blocks().save(List.of(change(ACCOUNT, SPAN), change(CHANGED, SPAN), change(OTHER, SPAN)));

    blocks().delete(CHECKOUT);
    blocks().delete(CHECKOUT);

    assertThat(blocks().load(ACCOUNT)).isEmpty();
    assertThat(blocks().load(CHANGED)).isEmpty();
    assertThat(blocks().load(OTHER)).isPresent();
  }

  @Test
  void objectivesOfAKindAreKnownOnce() {
    ResourceId foreign = new ResourceId("ServiceLevelObjective.pyrra.dev", "shop", "pyrra:cart");
    AccountKey ofAnotherKind = new AccountKey(foreign, ACCOUNT.fingerprint());
    blocks()
        .save(
            List.of(
                change(ACCOUNT, SPAN),
                change(CHANGED, SPAN),
                change(OTHER, SPAN),
                change(ofAnotherKind, SPAN)));

    assertThat(blocks().objectives(CHECKOUT.kind()))
        .containsExactlyInAnyOrder(CHECKOUT, OTHER.objective());
    assertThat(blocks().objectives(foreign.kind())).containsExactly(foreign);
    assertThat(blocks().objectives("None")).isEmpty();
  }

  @Test
  void onlyTheAccountsThatCountSomethingElseAreForgotten() {
    DayBlock kept = block(EU, 20_500, 12);
    blocks()
        .save(
            List.of(
                change(ACCOUNT, SPAN, block(EU, 20_500, 10)),
                change(CHANGED, SPAN, kept),
                change(OTHER, SPAN)));

    blocks().deleteOthers(CHANGED);

    assertThat(blocks().load(ACCOUNT)).isEmpty();
    assertThat(blocks().load(CHANGED).orElseThrow().blocks()).containsExactly(kept);
    assertThat(blocks().load(OTHER)).isPresent();
  }
}
