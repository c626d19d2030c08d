// SPDX-License-Identifier: Apache-2.0
/** Tests of the settings. */
@NullMarked
package dev.skopos.config;

import org.jspecify.annotations.NullMarked;
