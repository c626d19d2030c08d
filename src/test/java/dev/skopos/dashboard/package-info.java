// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.dashboard;

import org.jspecify.annotations.NullMarked;
