// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.access.ClusterAccess;
import dev.skopos.access.ClusterUnavailableException;
import dev.skopos.access.Permission;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.NonResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API server who a token belongs to and what it may, with that token and nothing else: the
 * client underneath has no credentials of its own, since a client certificate would outrank the
 * token and answer for the operator instead of the caller.
 */
public final class SelfReviews implements ClusterAccess, AutoCloseable {

  private static final int TIMEOUT_SECONDS = 5;

  private final KubernetesClient client;

  /** Takes the address of the API server and how to trust it from the operator's configuration. */
  public SelfReviews(Config operator) {
    Config bare =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(operator.getMasterUrl())
            .withCaCertData(operator.getCaCertData())
            .withCaCertFile(operator.getCaCertFile())
            .withTrustCerts(operator.isTrustCerts())
            .withDisableHostnameVerification(operator.isDisableHostnameVerification())
            .withRequestRetryBackoffLimit(0)
            .withConnectionTimeout(TIMEOUT_SECONDS * 1000)
            .withRequestTimeout(TIMEOUT_SECONDS * 1000)
            .build();
    this.client = new KubernetesClientBuilder().withConfig(bare).build();
  }

  @Override
  public Optional<String> userOf(String token) throws ClusterUnavailableException {
    String review = Serialization.asJson(new SelfSubjectReviewBuilder().build());
    HttpResponse<String> answer =
        post(token, "apis/authentication.k8s.io/v1/selfsubjectreviews", review);
    if (answer.code() == 401 || answer.code() == 403) {
      return Optional.empty();
    }
    demandSuccess(answer);
    String user =
        Serialization.unmarshal(answer.body(), SelfSubjectReview.class)
            .getStatus()
            .getUserInfo()
            .getUsername();
    return user.equals("system:anonymous") ? Optional.empty() : Optional.of(user);
  }

  @Override
  public boolean may(String token, Permission permission) throws ClusterUnavailableException {
    String review =
        Serialization.asJson(
            new SelfSubjectAccessReviewBuilder().withSpec(spec(permission)).build());
    HttpResponse<String> answer =
        post(token, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
    if (answer.code() == 401 || answer.code() == 403) {
      return false;
    }
    demandSuccess(answer);
    return Boolean.TRUE.equals(
        Serialization.unmarshal(answer.body(), SelfSubjectAccessReview.class)
            .getStatus()
            .getAllowed());
  }

  private static SelfSubjectAccessReviewSpec spec(Permission permission) {
    SelfSubjectAccessReviewSpec spec = new SelfSubjectAccessReviewSpec();
    switch (permission) {
      case Permission.OnPath(String verb, String path) ->
          spec.setNonResourceAttributes(
              new NonResourceAttributesBuilder().withVerb(verb).withPath(path).build());
      case Permission.OnResource(String verb, String group, String resource, String namespace) ->
          spec.setResourceAttributes(
              new ResourceAttributesBuilder()
                  .withVerb(verb)
                  .withGroup(group)
                  .withResource(resource)
                  .withNamespace(namespace.isEmpty() ? null : namespace)
                  .build());
    }
    return spec;
  }

  private HttpResponse<String> post(String token, String path, String body)
      throws ClusterUnavailableException {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path)
            .post("application/json", body)
            .header("Authorization", "Bearer " + token)
            .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .build();
    try {
      return client
          .getHttpClient()
          .sendAsync(request, String.class)
          .get(TIMEOUT_SECONDS + 1L, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterUnavailableException("interrupted while the API server was asked");
    } catch (ExecutionException | TimeoutException e) {
      throw new ClusterUnavailableException(
          "the API server does not answer, so nobody can be let in at the moment");
    }
  }

  private static void demandSuccess(HttpResponse<String> answer)
      throws ClusterUnavailableException {
    if (!answer.isSuccessful()) {
      throw new ClusterUnavailableException(
          "the API server answered %d to an access review".formatted(answer.code()));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
