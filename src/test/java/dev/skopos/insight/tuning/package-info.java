// SPDX-License-Identifier: Apache-2.0
/** Tests of tuning with the real rules, the real engine and a store in memory. */
@NullMarked
package dev.skopos.insight.tuning;

import org.jspecify.annotations.NullMarked;
