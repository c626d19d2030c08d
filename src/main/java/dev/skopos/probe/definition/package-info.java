// SPDX-License-Identifier: Apache-2.0
/**
 * What checks are, as their authors want them: immutable records that refuse what cannot work. Uses
 * model and the value types of net.
 */
@NullMarked
package dev.skopos.probe.definition;

import org.jspecify.annotations.NullMarked;
