// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Header fields in their order; names are compared without regard to case, and a name may occur
 * more than once.
 */
public record HttpHeaders(List<Field> fields) {
  public static final HttpHeaders EMPTY = new HttpHeaders(List.of());

  public HttpHeaders {
    fields = List.copyOf(fields);
  }

  /** One line of a header. */
  public record Field(String name, String value) {
    /** Without the value, which may be a credential. */
    @Override
    public String toString() {
      return name + ": ...";
    }
  }

  public static HttpHeaders of(String name, String value) {
    return EMPTY.and(name, value);
  }

  /** These and one more; others of that name stay. */
  public HttpHeaders and(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new HttpHeaders(more);
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name.equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** These without all of the given names. */
  public HttpHeaders without(Set<String> names) {
    return new HttpHeaders(
        fields.stream()
            .filter(field -> names.stream().noneMatch(field.name::equalsIgnoreCase))
            .toList());
  }

  /** These reduced to the given names. */
  HttpHeaders only(Set<String> names) {
    return new HttpHeaders(
        fields.stream()
            .filter(field -> names.stream().anyMatch(field.name::equalsIgnoreCase))
            .toList());
  }

  /** The names only. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).collect(Collectors.joining(", ", "[", "]"));
  }
}
