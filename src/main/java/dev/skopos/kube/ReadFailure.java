// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.UnreadableSecretException.Cause;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Why the cluster's answer about Secrets or ConfigMaps is not there. */
record ReadFailure(Cause cause, String explanation) {

  static final ReadFailure NOT_READ_YET =
      new ReadFailure(Cause.NOT_READ_YET, "the API server has not answered since the start");

  /** What the exception of a request or of a watch means to a user. */
  static ReadFailure of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof KubernetesClientException answered && answered.getCode() > 0) {
        return of(answered.getCode());
      }
    }
    return new ReadFailure(Cause.UNAVAILABLE, "the API server does not answer");
  }

  private static ReadFailure of(int code) {
    return code == 401 || code == 403
        ? new ReadFailure(Cause.FORBIDDEN, "the API server refuses it (%d)".formatted(code))
        : new ReadFailure(Cause.UNAVAILABLE, "the API server answered %d".formatted(code));
  }

  UnreadableSecretException about(SecretReference reference) {
    return new UnreadableSecretException(reference, cause, explanation);
  }
}
