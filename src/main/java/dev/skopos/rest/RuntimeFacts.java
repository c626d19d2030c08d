// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import java.time.Duration;
import java.time.Instant;

/**
 * What the status pages of the API say of this process.
 *
 * @param version of Skopos
 * @param lookback how old a sample may be to count as the current value
 * @param retention how long samples are kept
 */
public record RuntimeFacts(
    String version,
    Instant started,
    Duration lookback,
    Duration queryTimeout,
    long querySamples,
    Duration retention) {}
