// SPDX-License-Identifier: Apache-2.0
/** Tests of what the status of all kinds has in common. */
@NullMarked
package dev.skopos.operator.status;

import org.jspecify.annotations.NullMarked;
