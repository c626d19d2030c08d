// SPDX-License-Identifier: Apache-2.0
/** Reports of objectives and capacity, and how they are kept. */
@NullMarked
package dev.skopos.report;

import org.jspecify.annotations.NullMarked;
