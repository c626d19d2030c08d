// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.util.Locale;
import java.util.Optional;

/** The formats that can be read, and how they are agreed on over HTTP as Prometheus 3 does. */
public enum ExpositionFormat {
  PROMETHEUS_TEXT("text/plain"),
  OPEN_METRICS_TEXT("application/openmetrics-text"),
  PROTOBUF("application/vnd.google.protobuf");

  private static final String TEXT_FIRST =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.7,"
          + "application/openmetrics-text;version=0.0.1;q=0.6,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,"
          + "text/plain;version=0.0.4;q=0.4,"
          + "*/*;q=0.3";

  private static final String PROTOBUF_FIRST =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
          + ";q=0.7,"
          + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
          + "text/plain;version=0.0.4;q=0.3,"
          + "*/*;q=0.2";

  private final String mediaType;

  ExpositionFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The header {@code Accept} of a scrape; native histograms come by protobuf alone. */
  public static String accept(boolean nativeHistograms) {
    return nativeHistograms ? PROTOBUF_FIRST : TEXT_FIRST;
  }

  /**
   * The format that a header {@code Content-Type} names.
   *
   * @param fallback for answers that name none or another
   * @throws InvalidExpositionException when there is no fallback either
   */
  public static ExpositionFormat of(
      Optional<String> contentType, Optional<ExpositionFormat> fallback)
      throws InvalidExpositionException {
    String header = contentType.orElse("").strip();
    int parameters = header.indexOf(';');
    String type =
        (parameters < 0 ? header : header.substring(0, parameters))
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean later =
        type.equals(OPEN_METRICS_TEXT.mediaType)
            && header.replace(" ", "").replace("\"", "").contains(";version=2.");
    for (ExpositionFormat format : values()) {
      if (format.mediaType.equals(type) && !later) {
        return format;
      }
    }
    if (fallback.isPresent()) {
      return fallback.get();
    }
    throw new InvalidExpositionException(
        header.isEmpty()
            ? "the answer has no Content-Type, and there is no fallback format"
            : "the Content-Type %s is not supported, and there is no fallback format"
                .formatted(Excerpt.quoted(header)));
  }

  /**
   * Reads a body of this format.
   *
   * @param length how much of the array is the body
   */
  public ExpositionReader open(byte[] body, int length, ExpositionOptions options) {
    return switch (this) {
      case PROMETHEUS_TEXT ->
          new TextReader(new TextCursor(body, length, false), new PrometheusText());
      case OPEN_METRICS_TEXT ->
          new TextReader(new TextCursor(body, length, true), new OpenMetricsText());
      case PROTOBUF -> new ProtobufReader(body, length, options);
    };
  }
}
