// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.ResourceId;

/**
 * Names an account: an objective that counts something else from now on starts a new one.
 *
 * @param fingerprint of what is counted and how, 64 characters at most; letters and digits
 */
public record AccountKey(ResourceId objective, String fingerprint) {}
