// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.protobuf.NullValue;
import dev.skopos.net.dns.DnsRecord;
import dev.skopos.net.http.Timings;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response as CEL sees it; the types are those of {@link ResponseType}. */
final class ResponseValue {

  private ResponseValue() {}

  /**
   * The value of the variable.
   *
   * @param withJson whether the expression looks at the body as JSON; parsing costs
   * @throws Json.NotJsonException only with that
   */
  static Map<String, Object> of(Response response, boolean withJson) throws Json.NotJsonException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timing", timing(response.timings()));
    response.tls().ifPresent(facts -> fields.put("tls", tls(facts)));
    switch (response.content()) {
      case Response.Content.Tcp _ -> {}
      case Response.Content.Dns dns -> {
        fields.put("rcode", dns.reply().rcode());
        fields.put("answers", dns.reply().answers().stream().map(ResponseValue::answer).toList());
      }
      case Response.Content.Http http -> {
        fields.put("status", (long) http.status());
        fields.put("body", http.body());
        fields.put("headers", headers(response, http));
        if (withJson) {
          fields.put("json", json(Json.read(http.body())));
        }
      }
    }
    return fields;
  }

  private static Map<String, Object> timing(Timings timings) {
    return Map.of(
        "resolve", timings.resolve(),
        "connect", timings.connect(),
        "tls", timings.tls(),
        "processing", timings.processing(),
        "transfer", timings.transfer(),
        "total", timings.total());
  }

  private static Map<String, Object> tls(TlsFacts facts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    facts.version().ifPresent(version -> fields.put("version", version));
    facts.cipher().ifPresent(cipher -> fields.put("cipher", cipher));
    facts.certificate().ifPresent(shown -> fields.put("certificate", certificate(shown)));
    return fields;
  }

  private static Map<String, Object> certificate(CertificateFacts facts) {
    return Map.of(
        "subject", facts.subject(),
        "issuer", facts.issuer(),
        "dnsNames", facts.dnsNames(),
        "serialNumber", facts.serialNumber(),
        "fingerprint", facts.fingerprintSha256(),
        "notBefore", facts.validity().notBefore(),
        "notAfter", facts.validity().notAfter());
  }

  private static Map<String, Object> answer(DnsRecord answer) {
    return Map.of(
        "name", answer.name(),
        "type", answer.type(),
        "ttl", answer.ttl().toSeconds(),
        "data", answer.data());
  }

  private static Map<String, String> headers(Response response, Response.Content.Http http) {
    Map<String, String> headers = new LinkedHashMap<>();
    http.headers()
        .fields()
        .forEach(
            field ->
                headers.computeIfAbsent(
                    field.name().toLowerCase(Locale.ROOT),
                    name -> response.header(name).orElse("")));
    return headers;
  }

  /** CEL knows 64-bit integers, doubles and a null of its own. */
  private static Object json(@Nullable Object node) {
    return switch (node) {
      case null -> NullValue.NULL_VALUE;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Number number -> number.doubleValue();
      case Map<?, ?> map -> {
        Map<Object, Object> converted = new LinkedHashMap<>();
        map.forEach((key, value) -> converted.put(key, json(value)));
        yield converted;
      }
      case List<?> list -> list.stream().map(ResponseValue::json).toList();
      case Object other -> other;
    };
  }
}
