// SPDX-License-Identifier: Apache-2.0
/** Tests of probe.definition. */
@NullMarked
package dev.skopos.probe.definition;

import org.jspecify.annotations.NullMarked;
