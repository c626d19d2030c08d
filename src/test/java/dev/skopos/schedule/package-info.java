// SPDX-License-Identifier: Apache-2.0
/** Tests of schedule, and the scheduler whose time moves by hand. */
@NullMarked
package dev.skopos.schedule;

import org.jspecify.annotations.NullMarked;
