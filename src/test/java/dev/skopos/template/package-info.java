// SPDX-License-Identifier: Apache-2.0
/** Tests of the template language; what Go prints was taken from Go itself. */
@NullMarked
package dev.skopos.template;

import org.jspecify.annotations.NullMarked;
