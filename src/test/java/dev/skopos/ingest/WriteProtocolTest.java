// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteProtocolTest {

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, V1",
    "application/x-protobuf;proto=prometheus.WriteRequest, V1",
    "Application/X-Protobuf; proto=io.prometheus.write.v2.Request, V2"
  })
  void isToldByTheContentType(String contentType, WriteProtocol protocol) {
    assertThat(WriteProtocol.of(contentType)).contains(protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-protobuf;proto=other.Message", ""})
  void isUnknownOtherwise(String contentType) {
    assertThat(WriteProtocol.of(contentType)).isEmpty();
  }
}
