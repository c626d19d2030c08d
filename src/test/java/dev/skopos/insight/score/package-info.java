// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.insight.score;

import org.jspecify.annotations.NullMarked;
