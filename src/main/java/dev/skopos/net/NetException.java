// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failed network operation; its message is that of {@link #failure()}. */
public class NetException extends IOException {
  private final transient NetFailure failure;

  public NetException(NetFailure.Kind kind, String message) {
    this(new NetFailure(kind, message), null);
  }

  public NetException(NetFailure.Kind kind, String message, @Nullable Throwable cause) {
    this(new NetFailure(kind, message), cause);
  }

  public NetException(NetFailure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public NetFailure failure() {
    return failure;
  }

  public NetFailure.Kind kind() {
    return failure.kind();
  }
}
