// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.boot;

import org.jspecify.annotations.NullMarked;
