// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.Caller;
import dev.skopos.ingest.RemoteWrite;
import dev.skopos.ingest.WriteProtocol;
import dev.skopos.ingest.Written;
import dev.skopos.store.Source;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Prometheus' remote write, versions 1.0 and 2.0, with the answers that they prescribe: 204 when
 * all is stored, 400 when a part is refused for good, 415 for another format, 503 to be tried
 * again.
 */
@Path("/api/v1/write")
@RunOnVirtualThread
public class WriteResource {

  private static final String SNAPPY = "snappy";
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int RETRY_SECONDS = 5;

  private final RemoteWrite remoteWrite;

  WriteResource(RemoteWrite remoteWrite) {
    this.remoteWrite = remoteWrite;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response write(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("application/x-protobuf")
          String contentType,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @DefaultValue(SNAPPY) String encoding,
      @Context RoutingContext context,
      byte[] body) {
    Optional<WriteProtocol> protocol = WriteProtocol.of(contentType);
    if (protocol.isEmpty()) {
      return text(
          Response.status(UNSUPPORTED_MEDIA_TYPE),
          "Content-Type is not application/x-protobuf with proto=prometheus.WriteRequest or"
              + " proto=io.prometheus.write.v2.Request");
    }
    if (!encoding.equalsIgnoreCase(SNAPPY)) {
      return text(Response.status(UNSUPPORTED_MEDIA_TYPE), "Content-Encoding is not snappy");
    }
    return answer(protocol.get(), remoteWrite.write(protocol.get(), sender(context), body));
  }

  private static Source sender(RoutingContext context) {
    return switch (RequestCaller.of(context)) {
      case Caller.User user -> new Source("remote write " + user.name());
      case Caller.Anonymous _, Caller.Unknown _ -> new Source("remote write");
    };
  }

  private static Response answer(WriteProtocol protocol, Written written) {
    return switch (written) {
      case Written.Stored stored ->
          withCounts(Response.noContent(), protocol, stored.counts()).build();
      case Written.Refused(Written.Counts counts, String problem) ->
          text(withCounts(Response.status(Response.Status.BAD_REQUEST), protocol, counts), problem);
      case Written.Unavailable(String problem) ->
          text(
              Response.status(Response.Status.SERVICE_UNAVAILABLE)
                  .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
              problem);
    };
  }

  private static Response.ResponseBuilder withCounts(
      Response.ResponseBuilder answer, WriteProtocol protocol, Written.Counts counts) {
    return switch (protocol) {
      case V1 -> answer;
      case V2 ->
          answer
              .header("X-Prometheus-Remote-Write-Samples-Written", counts.samples())
              .header("X-Prometheus-Remote-Write-Histograms-Written", counts.histograms())
              .header("X-Prometheus-Remote-Write-Exemplars-Written", counts.exemplars());
    };
  }

  private static Response text(Response.ResponseBuilder answer, String message) {
    return answer.type(MediaType.TEXT_PLAIN_TYPE).entity(message + '\n').build();
  }
}
