// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;

/** The objectives of other tools in the cluster, with what could not be carried over. */
@Path("/api/skopos/v1/objectives/imported")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportedObjectivesResource {

  private final ImportedObjectives imported;
  private final AccessControl access;

  ImportedObjectivesResource(ImportedObjectives imported, AccessControl access) {
    this.imported = imported;
    this.access = access;
  }

  /** A resource of another tool; objectives are those that are in force because of it. */
  record ImportedObjective(
      String kind, String namespace, String name, List<String> objectives, List<String> findings) {

    static ImportedObjective of(ImportedObjectives.Source source) {
      return new ImportedObjective(
          source.origin().kind(),
          source.namespace(),
          source.name(),
          source.objectives().stream().map(ResourceId::name).toList(),
          source.findings());
    }
  }

  @GET
  public Response all(@Context RoutingContext context) {
    Views sees = new Views(access, RequestCaller.of(context), "servicelevelobjectives");
    return ApiAnswer.success(
        Arrays.stream(ObjectiveOrigin.values())
            .flatMap(origin -> imported.of(origin).stream())
            .filter(source -> sees.test(source.origin().id(source.namespace(), source.name())))
            .map(ImportedObjective::of)
            .toList());
  }
}
