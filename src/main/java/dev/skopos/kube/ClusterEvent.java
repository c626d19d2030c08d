// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.model.ResourceId;
import java.time.Instant;

/**
 * Something that happened to one of Skopos' resources, for people who run {@code kubectl describe}.
 *
 * @param uid of the resource
 * @param reason one CamelCase word
 * @param note a sentence, without secrets; cut to {@value #MAX_NOTE} characters
 */
public record ClusterEvent(
    ResourceId resource, String uid, Type type, String reason, String note, Instant at) {

  static final int MAX_NOTE = 1024;

  /** Whether it is news that somebody should worry about. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  public ClusterEvent {
    note = note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE - 1) + "…";
  }
}
