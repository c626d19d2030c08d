// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/** Text that is HTML already and is not escaped again. */
record SafeHtml(String text) {}
