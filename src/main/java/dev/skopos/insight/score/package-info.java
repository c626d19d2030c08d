// SPDX-License-Identifier: Apache-2.0
/** Scores from 0 to 100 and what they are made of; pure functions of snapshots. */
@NullMarked
package dev.skopos.insight.score;

import org.jspecify.annotations.NullMarked;
