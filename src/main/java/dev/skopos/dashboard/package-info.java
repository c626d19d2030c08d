// SPDX-License-Identifier: Apache-2.0
/**
 * The pages: Qute templates and the records that they show, made from the registries' snapshots.
 * Uses all of the domain, access, and from rest who calls.
 */
@NullMarked
package dev.skopos.dashboard;

import org.jspecify.annotations.NullMarked;
