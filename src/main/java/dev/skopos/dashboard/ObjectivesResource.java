// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rest.RequestCaller;
import dev.skopos.rest.Views;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.BudgetCourse;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** The page of each objective. */
@Path("/ui/objectives")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ObjectivesResource {

  private static final Logger LOG = Logger.getLogger(ObjectivesResource.class);

  private static final int POINTS = 180;
  private static final int MOST_EVENTS = 50;

  private final ObjectiveRegistry objectives;
  private final ObjectiveEvents events;
  private final ImportedObjectives imported;
  private final AccessControl access;
  private final InstantSource clock;

  ObjectivesResource(
      ObjectiveRegistry objectives,
      ObjectiveEvents events,
      ImportedObjectives imported,
      AccessControl access,
      InstantSource clock) {
    this.objectives = objectives;
    this.events = events;
    this.imported = imported;
    this.access = access;
    this.clock = clock;
  }

  @GET
  public String all(@Context RoutingContext context) {
    Views sees = views(context);
    ObjectivesBoard board =
        ObjectivesBoard.of(
            objectives.snapshots().stream()
                .filter(each -> sees.test(each.definition().id()))
                .toList(),
            objectives.refused().all().stream().filter(each -> sees.test(each.id())).toList(),
            clock.instant());
    return Pages.objectives(Visitor.of(context), board).render();
  }

  private Views views(RoutingContext context) {
    return new Views(access, RequestCaller.of(context), "servicelevelobjectives");
  }

  @GET
  @Path("{namespace}/{name}")
  public String page(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context RoutingContext context) {
    ResourceId id = ObjectiveOrigin.named(namespace, name);
    Views views = views(context);
    ObjectiveSnapshot objective =
        objectives
            .snapshot(id)
            .filter(_ -> views.test(id))
            .orElseThrow(() -> new NotFoundException("there is no " + id));
    Visitor visitor = Visitor.of(context);
    ObjectivePage page =
        ObjectivePages.of(
            objective, imported.of(id), course(objective), record(objective), clock.instant());
    return Pages.objective(visitor, page).render();
  }

  private BudgetCourse course(ObjectiveSnapshot objective) {
    Instant now = clock.instant();
    Duration length = objective.definition().window().nominalLength();
    Labels group = objective.worst().map(BudgetState::group).orElse(Labels.EMPTY);
    return objectives
        .course(objective.definition().id(), group, now.minus(length), now, POINTS)
        .orElse(new BudgetCourse(List.of()));
  }

  /** A page without its record is better than none. */
  private List<ObjectiveEvent> record(ObjectiveSnapshot objective) {
    Instant now = clock.instant();
    Instant begin = now.minus(objective.definition().window().nominalLength());
    try {
      return events.list(objective.definition().id(), begin, now.plusSeconds(1), MOST_EVENTS);
    } catch (IOException e) {
      LOG.warnf("Cannot read the record of %s: %s", objective.definition().id(), e.getMessage());
      return List.of();
    }
  }
}
