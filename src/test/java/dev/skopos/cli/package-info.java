// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.cli;

import org.jspecify.annotations.NullMarked;
