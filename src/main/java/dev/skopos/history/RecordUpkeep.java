// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.schedule.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Keeps the records going: opens the database and opens it again, writes what waited, and deletes
 * what is kept no longer, at the start and then daily. One run at a time.
 */
public final class RecordUpkeep {

  private static final Logger LOG = Logger.getLogger(RecordUpkeep.class);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration BETWEEN_DELETIONS = Duration.ofDays(1);
  private static final Duration AFTER_FAILED_DELETION = Duration.ofHours(1);

  private final RecordDatabase database;
  private final ObjectiveEventTable events;
  private final Retention retention;
  private final Scheduler scheduler;

  private Instant nextCheck = Instant.MIN;
  private Instant nextDeletion = Instant.MIN;
  private Duration backoff = TICK;
  private boolean wasOpen;

  /** Does nothing before {@link #start()}. */
  public RecordUpkeep(
      RecordDatabase database,
      ObjectiveEventTable events,
      Retention retention,
      Scheduler scheduler) {
    this.database = database;
    this.events = events;
    this.retention = retention;
    this.scheduler = scheduler;
  }

  /**
   * Tries once to open the database, which takes ten seconds at most where nobody answers, and goes
   * on in the background.
   */
  public void start() {
    Instant now = scheduler.clock().instant();
    check(now);
    scheduler.every(now.plus(TICK), TICK, this::tick);
  }

  private void tick(Instant slot) {
    boolean usesFailed = wasOpen && !database.isOpen();
    if (usesFailed || !slot.isBefore(nextCheck)) {
      check(slot);
    }
    if (database.isOpen() && !slot.isBefore(nextDeletion)) {
      delete(slot);
    }
  }

  private void check(Instant now) {
    wasOpen = database.check();
    if (wasOpen) {
      backoff = TICK;
      nextCheck = now.plus(BETWEEN_CHECKS);
      events.flush();
    } else {
      nextCheck = now.plus(backoff);
      Duration longer = backoff.multipliedBy(2);
      backoff = longer.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : longer;
    }
  }

  private void delete(Instant now) {
    try {
      retention.apply(now);
      nextDeletion = now.plus(BETWEEN_DELETIONS);
    } catch (IOException e) {
      LOG.warnf("Records that are kept no longer could not be deleted: %s", e.getMessage());
      nextDeletion = now.plus(AFTER_FAILED_DELETION);
    }
  }

  /** Writes what waits and closes the database. */
  public void close() {
    events.flush();
    database.close();
  }
}
