// SPDX-License-Identifier: Apache-2.0
/**
 * Judges answers: compiles the assertions of a check once and holds each answer against them. Uses
 * model, net and the packages of probe before it.
 */
@NullMarked
package dev.skopos.probe.expect;

import org.jspecify.annotations.NullMarked;
