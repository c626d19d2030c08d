// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe;

/** Why a check is in its state: the reasons of the condition {@code Healthy}. */
public enum Reason {
  PROBE_SUCCEEDED("ProbeSucceeded"),
  /** An assertion does not hold. */
  ASSERTION_FAILED("AssertionFailed"),
  UNEXPECTED_STATUS("UnexpectedStatus"),
  /** The name server answered, but not with such records. */
  UNEXPECTED_ANSWER("UnexpectedAnswer"),
  NAME_NOT_RESOLVED("NameNotResolved"),
  /** The address guard denies the target. */
  ADDRESS_DENIED("AddressDenied"),
  CONNECTION_FAILED("ConnectionFailed"),
  TLS_FAILED("TlsFailed"),
  /** The certificate expires sooner than it may. */
  CERTIFICATE_EXPIRES("CertificateExpires"),
  TIMED_OUT("TimedOut"),
  /** The target does not follow its protocol, or broke off. */
  INVALID_ANSWER("InvalidAnswer"),
  REDIRECT_FAILED("RedirectFailed"),
  /** A Secret or ConfigMap, or a key in it, is missing or cannot be used. */
  SECRET_MISSING("SecretMissing"),
  /** The operator may not read a Secret or ConfigMap. */
  SECRET_FORBIDDEN("SecretForbidden"),
  /** The cluster gives no answer about a Secret or ConfigMap. */
  SECRET_UNAVAILABLE("SecretUnavailable"),
  /** The prober itself failed. */
  PROBER_FAILED("ProberFailed"),
  /** There was no run yet. */
  NOT_PROBED_YET("NotProbedYet"),
  SUSPENDED("Suspended");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  /** The reason as conditions have it. */
  public String word() {
    return word;
  }
}
