// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.model;

import org.jspecify.annotations.NullMarked;
