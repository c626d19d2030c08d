// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/**
 * A text to be read.
 *
 * @param name of the file, for people
 */
public record Source(String name, String text) {}
