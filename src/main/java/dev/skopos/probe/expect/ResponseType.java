// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Map;
import java.util.Optional;

/**
 * The type of the variable {@code response}, so that a misspelt field is refused when a check is
 * applied. When expressions run, the variable is a map with these keys; see {@link ResponseValue}.
 */
enum ResponseType implements CelTypeProvider {
  HTTP(
      Map.of(
          "status", SimpleType.INT,
          "headers", MapType.create(SimpleType.STRING, SimpleType.STRING),
          "body", SimpleType.STRING,
          "json", SimpleType.DYN,
          "timing", Types.TIMING,
          "tls", Types.TLS)),
  TCP(Map.of("timing", Types.TIMING, "tls", Types.TLS)),
  DNS(
      Map.of(
          "rcode", SimpleType.STRING,
          "answers", ListType.create(Types.RECORD),
          "timing", Types.TIMING));

  private final StructType type;

  ResponseType(Map<String, CelType> fields) {
    this.type = Types.struct("Response", fields);
  }

  StructType type() {
    return type;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.of(type, Types.TIMING, Types.TLS, Types.CERTIFICATE, Types.RECORD);
  }

  @Override
  public Optional<CelType> findType(String name) {
    return types().stream().filter(known -> known.name().equals(name)).findFirst();
  }

  /** The parts of responses. */
  private static final class Types {

    static final StructType TIMING =
        struct(
            "Timing",
            Map.of(
                "resolve", SimpleType.DURATION,
                "connect", SimpleType.DURATION,
                "tls", SimpleType.DURATION,
                "processing", SimpleType.DURATION,
                "transfer", SimpleType.DURATION,
                "total", SimpleType.DURATION));

    static final StructType CERTIFICATE =
        struct(
            "Certificate",
            Map.of(
                "subject", SimpleType.STRING,
                "issuer", SimpleType.STRING,
                "dnsNames", ListType.create(SimpleType.STRING),
                "serialNumber", SimpleType.STRING,
                "fingerprint", SimpleType.STRING,
                "notBefore", SimpleType.TIMESTAMP,
                "notAfter", SimpleType.TIMESTAMP));

    static final StructType TLS =
        struct(
            "Tls",
            Map.of(
                "version", SimpleType.STRING,
                "cipher", SimpleType.STRING,
                "certificate", CERTIFICATE));

    static final StructType RECORD =
        struct(
            "Record",
            Map.of(
                "name", SimpleType.STRING,
                "type", SimpleType.STRING,
                "ttl", SimpleType.INT,
                "data", SimpleType.STRING));

    static StructType struct(String name, Map<String, CelType> types) {
      ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(types);
      return StructType.create(
          "skopos." + name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }
  }
}
