// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

/** One key of a Secret or ConfigMap. */
public record SecretReference(String namespace, Kind kind, String name, String key) {

  /** What the reference points to. */
  public enum Kind {
    SECRET("Secret"),
    CONFIG_MAP("ConfigMap");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public static SecretReference secret(String namespace, String name, String key) {
    return new SecretReference(namespace, Kind.SECRET, name, key);
  }

  public static SecretReference configMap(String namespace, String name, String key) {
    return new SecretReference(namespace, Kind.CONFIG_MAP, name, key);
  }

  /** As users read it, for instance {@code key "token" of Secret shop/api}. */
  public String describe() {
    return "key \"%s\" of %s %s/%s".formatted(key, kind.title(), namespace, name);
  }
}
