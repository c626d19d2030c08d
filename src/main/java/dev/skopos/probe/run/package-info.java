// SPDX-License-Identifier: Apache-2.0
/**
 * Runs checks by the clock: the registry, the run with its attempts, what each check remembers, and
 * its series. Uses model, store, schedule, net and the packages of probe before it.
 */
@NullMarked
package dev.skopos.probe.run;

import org.jspecify.annotations.NullMarked;
