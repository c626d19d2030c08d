// SPDX-License-Identifier: Apache-2.0
/** Tests of objectives of other tools: what is kept of them, and what is told. */
@NullMarked
package dev.skopos.operator.imported;

import org.jspecify.annotations.NullMarked;
