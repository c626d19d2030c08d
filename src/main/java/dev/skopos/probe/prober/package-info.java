// SPDX-License-Identifier: Apache-2.0
/**
 * Single attempts: one class per protocol, and what they measure. Uses net and the packages of
 * probe before it.
 */
@NullMarked
package dev.skopos.probe.prober;

import org.jspecify.annotations.NullMarked;
