// SPDX-License-Identifier: Apache-2.0
/** What happened in the last hours, against the hours before. */
@NullMarked
package dev.skopos.insight.summary;

import org.jspecify.annotations.NullMarked;
