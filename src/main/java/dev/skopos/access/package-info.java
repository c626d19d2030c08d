// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls and what they may: bearer tokens reviewed by the cluster, browser sessions opened with
 * one. The cluster comes in through a port. Uses model and net.
 */
@NullMarked
package dev.skopos.access;

import org.jspecify.annotations.NullMarked;
