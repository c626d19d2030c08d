// SPDX-License-Identifier: Apache-2.0
/** Tests of probe.prober. */
@NullMarked
package dev.skopos.probe.prober;

import org.jspecify.annotations.NullMarked;
