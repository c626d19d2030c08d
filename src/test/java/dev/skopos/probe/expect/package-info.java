// SPDX-License-Identifier: Apache-2.0
/** Tests of probe.expect. */
@NullMarked
package dev.skopos.probe.expect;

import org.jspecify.annotations.NullMarked;
