// SPDX-License-Identifier: Apache-2.0
/** What insights are made of: snapshots and facts of one instant, and who may see them. */
@NullMarked
package dev.skopos.insight.observe;

import org.jspecify.annotations.NullMarked;
