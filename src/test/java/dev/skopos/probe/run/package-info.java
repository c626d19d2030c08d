// SPDX-License-Identifier: Apache-2.0
/** Tests of probe.run. */
@NullMarked
package dev.skopos.probe.run;

import org.jspecify.annotations.NullMarked;
