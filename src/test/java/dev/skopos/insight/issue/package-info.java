// SPDX-License-Identifier: Apache-2.0
/** Each pattern, found and not found. */
@NullMarked
package dev.skopos.insight.issue;

import org.jspecify.annotations.NullMarked;
