// SPDX-License-Identifier: Apache-2.0
/** Tests of channels against real servers on loopback, with the expected messages as files. */
@NullMarked
package dev.skopos.notify.channel;

import org.jspecify.annotations.NullMarked;
