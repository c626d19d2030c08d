// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.wire;

import org.jspecify.annotations.NullMarked;
