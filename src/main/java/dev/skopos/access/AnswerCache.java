// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of the cluster, kept for a while and not longer; when there are too many, the oldest go
 * first. The lock is not held while asking.
 */
final class AnswerCache<T> {

  /** Asks the cluster. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws ClusterUnavailableException;
  }

  private record Answer<T>(T value, Instant until) {}

  private final Duration kept;
  private final InstantSource clock;
  private final Map<String, Answer<T>> answers;

  AnswerCache(Duration kept, int most, InstantSource clock) {
    this.kept = kept;
    this.clock = clock;
    this.answers =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Answer<T>> eldest) {
            return size() > most;
          }
        };
  }

  /** What is kept under the key; empty when the cluster has to be asked. */
  Optional<T> find(String key) {
    return find(key, clock.instant());
  }

  private Optional<T> find(String key, Instant now) {
    synchronized (answers) {
      dropOutdated(now);
      return Optional.ofNullable(answers.get(key)).map(Answer::value);
    }
  }

  T get(String key, Question<T> question) throws ClusterUnavailableException {
    Instant now = clock.instant();
    Optional<T> found = find(key, now);
    if (found.isPresent()) {
      return found.get();
    }
    T value = question.ask();
    synchronized (answers) {
      answers.remove(key);
      answers.put(key, new Answer<>(value, now.plus(kept)));
    }
    return value;
  }

  /** How many answers are kept. */
  int size() {
    synchronized (answers) {
      dropOutdated(clock.instant());
      return answers.size();
    }
  }

  /** They stand in the order of their ends, but for those that were asked for at the same time. */
  private void dropOutdated(Instant now) {
    Iterator<Answer<T>> oldest = answers.values().iterator();
    while (oldest.hasNext() && !now.isBefore(oldest.next().until())) {
      oldest.remove();
    }
  }

  /** A key that does not give the token away. */
  static String key(String token, String question) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()) + ' ' + question;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
