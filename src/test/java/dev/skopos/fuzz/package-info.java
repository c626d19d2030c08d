// SPDX-License-Identifier: Apache-2.0
/** What tests with made-up input share. */
@NullMarked
package dev.skopos.fuzz;

import org.jspecify.annotations.NullMarked;
