// SPDX-License-Identifier: Apache-2.0
/** The command line, without the operator: reads and writes files only. */
@NullMarked
package dev.skopos.cli;

import org.jspecify.annotations.NullMarked;
