// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

/** A parameter of a request that cannot be used; the text is for the caller. */
final class BadParameterException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String text;

  BadParameterException(String text) {
    super(text);
    this.text = text;
  }

  BadParameterException(String parameter, String problem) {
    this("invalid parameter \"" + parameter + "\": " + problem);
  }

  String text() {
    return text;
  }
}
