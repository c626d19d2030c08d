// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.forecast.judgement;

import org.jspecify.annotations.NullMarked;
