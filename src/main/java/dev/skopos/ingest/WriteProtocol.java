// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import java.util.Locale;
import java.util.Optional;

/** The versions of remote write. */
public enum WriteProtocol {
  V1("prometheus.WriteRequest"),
  V2("io.prometheus.write.v2.Request");

  private static final String MEDIA_TYPE = "application/x-protobuf";
  private static final String MESSAGE = "proto=";

  private final String message;

  WriteProtocol(String message) {
    this.message = message;
  }

  /**
   * The version that a header {@code Content-Type} names; without a message it is 1.0, whose
   * senders name none.
   */
  public static Optional<WriteProtocol> of(String contentType) {
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      return Optional.empty();
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith(MESSAGE)) {
        return ofMessage(parameter.substring(MESSAGE.length()).replace("\"", ""));
      }
    }
    return Optional.of(V1);
  }

  private static Optional<WriteProtocol> ofMessage(String name) {
    for (WriteProtocol protocol : values()) {
      if (protocol.message.equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** For metrics. */
  public String label() {
    return switch (this) {
      case V1 -> "remote-write-1.0";
      case V2 -> "remote-write-2.0";
    };
  }
}
