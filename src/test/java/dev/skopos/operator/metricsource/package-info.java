// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.operator.metricsource;

import org.jspecify.annotations.NullMarked;
