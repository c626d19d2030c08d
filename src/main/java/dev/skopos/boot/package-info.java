// SPDX-License-Identifier: Apache-2.0
/** Wires everything, starts and stops it in order. May use every package; nothing may use it. */
@NullMarked
package dev.skopos.boot;

import org.jspecify.annotations.NullMarked;
