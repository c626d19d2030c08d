// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.insight.trend;

import org.jspecify.annotations.NullMarked;
