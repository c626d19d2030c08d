// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of resources. */
final class Names {

  private static final int LONGEST = 253;
  private static final Pattern VALID = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private Names() {}

  static boolean isValid(String name) {
    return name.length() <= LONGEST && VALID.matcher(name).matches();
  }

  static boolean isNamespace(String name) {
    return NAMESPACE.matcher(name).matches();
  }

  /** The nearest valid name; empty when there is nothing to make one of. */
  static String near(String text) {
    String name =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[^-a-z0-9]+", "-")
            .replaceAll("-{2,}", "-")
            .replaceAll("^-+", "");
    return name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("-+$", "");
  }
}
