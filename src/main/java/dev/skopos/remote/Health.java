// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.remote.BatchSender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How writing goes, over all shards; logs changes, and what the store refuses at most once a
 * minute. Thread-safe.
 */
final class Health {

  private static final Logger LOG = Logger.getLogger(Health.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
  private final AtomicLong refusalTold = new AtomicLong();

  Health(InstantSource clock) {
    this.clock = clock;
  }

  /** Why the store cannot be written to, and since when. */
  record Trouble(Instant since, String message) {}

  /** Null while the store can be written to. */
  @Nullable Trouble trouble() {
    return trouble.get();
  }

  void concluded(Outcome outcome, int samples) {
    switch (outcome) {
      case Outcome.Acknowledged _ -> works();
      case Outcome.Refused(_, String message, _) -> {
        works();
        tellRefusal(message, samples);
      }
      case Outcome.Unavailable(String message, _) -> fails(message);
    }
  }

  private void works() {
    Trouble over = trouble.getAndSet(null);
    if (over != null) {
      LOG.infof(
          "The remote store takes samples again, after %s",
          Duration.between(over.since, clock.instant()));
    }
  }

  private void fails(String message) {
    Instant now = clock.instant();
    Trouble before =
        trouble.getAndUpdate(known -> new Trouble(known == null ? now : known.since, message));
    if (before == null) {
      LOG.warnf("The remote store takes no samples, they wait: %s", message);
    }
  }

  private void tellRefusal(String message, int samples) {
    long now = clock.instant().toEpochMilli();
    long told = refusalTold.get();
    if (now - told >= QUIET.toMillis() && refusalTold.compareAndSet(told, now)) {
      LOG.warnf("The remote store refuses samples, now among %d: %s", samples, message);
    }
  }
}
