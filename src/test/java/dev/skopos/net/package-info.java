// SPDX-License-Identifier: Apache-2.0

/** Tests of {@code net}, and servers on loopback that tests of other packages use, too. */
@NullMarked
package dev.skopos.net;

import org.jspecify.annotations.NullMarked;
