// SPDX-License-Identifier: Apache-2.0
/** How scores and checks have moved against a day and a week before. */
@NullMarked
package dev.skopos.insight.trend;

import org.jspecify.annotations.NullMarked;
