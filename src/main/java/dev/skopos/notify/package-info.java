// SPDX-License-Identifier: Apache-2.0
/**
 * Decides who hears of which alerts and when, and delivers: groups, timers, one queue for each
 * channel, retries, and a ledger written before anything is sent. Uses model, schedule, net, alert,
 * template and its own package channel.
 */
@NullMarked
package dev.skopos.notify;

import org.jspecify.annotations.NullMarked;
