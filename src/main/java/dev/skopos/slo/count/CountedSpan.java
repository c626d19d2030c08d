// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.time.Instant;

/**
 * How far an account has come.
 *
 * @param from from when on the samples were read
 * @param until up to when
 * @param complete there is nothing to read before {@code from}
 */
public record CountedSpan(Instant from, Instant until, boolean complete) {}
