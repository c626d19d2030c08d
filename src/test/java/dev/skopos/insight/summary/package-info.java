// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.insight.summary;

import org.jspecify.annotations.NullMarked;
