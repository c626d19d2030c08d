// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.rest.RequestCaller;
import dev.skopos.rest.RuleViews;
import dev.skopos.rest.Views;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.slo.ObjectiveRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The start page, and the part of it that changes. */
@Path("/ui")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DashboardResource {

  private final CheckRegistry checks;
  private final RuleRegistry rules;
  private final ObjectiveRegistry objectives;
  private final ChannelRegistry channels;
  private final AccessControl access;
  private final InstantSource clock;

  DashboardResource(
      CheckRegistry checks,
      RuleRegistry rules,
      ObjectiveRegistry objectives,
      ChannelRegistry channels,
      AccessControl access,
      InstantSource clock) {
    this.checks = checks;
    this.rules = rules;
    this.objectives = objectives;
    this.channels = channels;
    this.access = access;
    this.clock = clock;
  }

  @GET
  public String page(
      @Context RoutingContext context, @QueryParam("alerts") @Nullable String alerts) {
    return Pages.dashboard(Visitor.of(context), board(RequestCaller.of(context), alerts)).render();
  }

  /** The part that changes; 304 when it did not since the page asked last. */
  @GET
  @Path("live")
  public Response live(
      @Context RoutingContext context, @QueryParam("alerts") @Nullable String alerts) {
    String html = Pages.live(board(RequestCaller.of(context), alerts)).render();
    String tag = "\"" + Integer.toHexString(html.hashCode()) + "-" + html.length() + "\"";
    if (tag.equals(context.request().getHeader("If-None-Match"))) {
      return Response.notModified().header("ETag", tag).build();
    }
    return Response.ok(html).header("ETag", tag).header("Cache-Control", "no-store").build();
  }

  private Board board(Caller caller, @Nullable String alerts) {
    Predicate<ResourceId> seesChecks = new Views(access, caller, "healthchecks");
    Predicate<ResourceId> seesObjectives = new Views(access, caller, "servicelevelobjectives");
    Predicate<ResourceId> seesChannels = new Views(access, caller, "notificationchannels");
    return Boards.of(
        checks.snapshots().stream().filter(check -> seesChecks.test(check.id())).toList(),
        visibleRules(caller),
        objectives.snapshots().stream()
            .filter(objective -> seesObjectives.test(objective.definition().id()))
            .toList(),
        (int)
            objectives.refused().all().stream()
                .filter(refusal -> seesObjectives.test(refusal.id()))
                .count(),
        channels.snapshots().stream()
            .filter(channel -> seesChannels.test(channel.definition().id()))
            .toList(),
        "all".equals(alerts),
        clock.instant());
  }

  private List<GroupSnapshot> visibleRules(Caller caller) {
    RuleViews sees = new RuleViews(access, caller);
    return rules.snapshots().stream().filter(group -> sees.test(group.definition().id())).toList();
  }
}
