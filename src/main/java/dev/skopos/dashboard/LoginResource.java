// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.access.ClusterUnavailableException;
import dev.skopos.access.Session;
import dev.skopos.access.Sessions;
import dev.skopos.rest.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens and closes browser sessions. */
@Path("/ui")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LoginResource {

  private static final int LONGEST_TOKEN = 16_384;

  private final AccessControl access;
  private final Sessions sessions;

  LoginResource(AccessControl access, Sessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  @GET
  @Path("login")
  public String form() {
    return Pages.login("").render();
  }

  @POST
  @Path("login")
  public Response login(
      @FormParam("token") @Nullable String token, @Context RoutingContext context) {
    String trimmed = token == null ? "" : token.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST_TOKEN || crossSite(context)) {
      return refused(400, "A bearer token of the cluster is needed.");
    }
    try {
      return switch (access.identify(trimmed)) {
        case Caller.User user -> opened(sessions.open(user));
        case Caller.Anonymous _, Caller.Unknown _ ->
            refused(401, "The cluster does not accept this token; it may have expired.");
      };
    } catch (ClusterUnavailableException e) {
      return refused(503, "Nobody can be let in at the moment: " + e.reason() + ".");
    }
  }

  /** Needs the form's token, so that no other site can log somebody out. */
  @POST
  @Path("logout")
  public Response logout(
      @FormParam("form") @Nullable String form, @Context RoutingContext context) {
    Optional<Session> session = RequestCaller.session(context);
    if (session.isPresent() && !session.get().formToken().equals(form)) {
      return refused(403, "The form is not of this session; reload the page.");
    }
    session.ifPresent(open -> sessions.close(open.id()));
    return Response.seeOther(URI.create("/ui/login")).cookie(cookie("", 0)).build();
  }

  private Response opened(Session session) {
    return Response.seeOther(URI.create("/ui/"))
        .cookie(cookie(session.id(), (int) Sessions.LIFE.toSeconds()))
        .build();
  }

  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(RequestCaller.COOKIE)
        .value(value)
        .path("/")
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(sessions.secure())
        .maxAge(maxAge)
        .build();
  }

  /**
   * A browser says where a form was; a login from elsewhere would put a stranger's session here.
   */
  private static boolean crossSite(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  private static Response refused(int status, String message) {
    return Response.status(status).entity(Pages.login(message).render()).build();
  }
}
