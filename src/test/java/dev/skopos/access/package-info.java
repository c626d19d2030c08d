// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.access;

import org.jspecify.annotations.NullMarked;
