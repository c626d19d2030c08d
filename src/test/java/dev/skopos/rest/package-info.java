// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.skopos.rest;

import org.jspecify.annotations.NullMarked;
