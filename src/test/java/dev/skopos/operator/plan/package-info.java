// SPDX-License-Identifier: Apache-2.0
/** Tests of how resources get into force and out of it. */
@NullMarked
package dev.skopos.operator.plan;

import org.jspecify.annotations.NullMarked;
