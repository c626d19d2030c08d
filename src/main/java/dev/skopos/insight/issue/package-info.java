// SPDX-License-Identifier: Apache-2.0
/** Issues that are recognised by pattern, each with what to do; pure functions of evidence. */
@NullMarked
package dev.skopos.insight.issue;

import org.jspecify.annotations.NullMarked;
