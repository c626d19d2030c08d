// SPDX-License-Identifier: Apache-2.0
/** Tests of grouping, timing and delivery, all in the time of a scheduler that tests move. */
@NullMarked
package dev.skopos.notify;

import org.jspecify.annotations.NullMarked;
