// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

/**
 * How a delivery ended.
 *
 * @param reason why it did not succeed, a sentence without secrets
 */
public record DeliveryOutcome(boolean delivered, String reason) {}
