// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.model.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Something that happened to a resource, for people who run {@code kubectl describe}.
 *
 * @param apiVersion of the resource
 * @param uid of the resource
 * @param reason one CamelCase word
 * @param note a sentence, without secrets; cut to {@value #MAX_NOTE} bytes, which is what the API
 *     server takes
 */
public record ClusterEvent(
    String apiVersion,
    ResourceId resource,
    String uid,
    Type type,
    String reason,
    String note,
    Instant at) {

  static final int MAX_NOTE = 1024;

  private static final String CUT = "…";
  private static final String OWN = "skopos.dev/v1alpha1";

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

  /** Of one of Skopos' resources. */
  public ClusterEvent(
      ResourceId resource, String uid, Type type, String reason, String note, Instant at) {
    this(OWN, resource, uid, type, reason, note, at);
  }

  public ClusterEvent {
    note = shortened(note);
  }

  private static String shortened(String note) {
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_NOTE) {
      return note;
    }
    int end = MAX_NOTE - CUT.getBytes(StandardCharsets.UTF_8).length;
    while (isInsideCharacter(bytes[end])) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
  }

  /** Of UTF-8: not the first byte of a character. */
  private static boolean isInsideCharacter(byte one) {
    return (one & 0xC0) == 0x80;
  }
}
