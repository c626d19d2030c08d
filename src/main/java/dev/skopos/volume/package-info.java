// SPDX-License-Identifier: Apache-2.0
/**
 * Small state kept as files on the data volume: what was accepted last, the state of checks and
 * rules, the ledger of deliveries, the addresses of the API server. Each write is whole or absent
 * after a kill, a file that cannot be read is set aside and reported. Implements the ports of
 * probe, rule, notify and net; uses model, probe, rule, notify, alert and net.
 */
@NullMarked
package dev.skopos.volume;

import org.jspecify.annotations.NullMarked;
