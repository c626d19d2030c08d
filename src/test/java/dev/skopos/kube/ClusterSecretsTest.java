// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.UnreadableSecretException.Cause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API server that lists one Secret, and answers about it as a test says. */
class ClusterSecretsTest {

  private static final SecretReference TOKEN = SecretReference.secret("shop", "api", "token");

  private static final String ONE_SECRET =
      """
      {"kind": "SecretList", "apiVersion": "v1", "metadata": {"resourceVersion": "7"}, "items": [
        {"metadata": {"namespace": "shop", "name": "api", "resourceVersion": "5"},
         "data": {"token": "czNjcmV0"}}]}
      """;
  private static final String NO_CONFIG_MAP =
      """
      {"kind": "ConfigMapList", "apiVersion": "v1", "metadata": {"resourceVersion": "7"},
       "items": []}
      """;

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile int listCode = 200;
  private volatile int fetchCode = 200;
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withRequestRetryBackoffInterval(10)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void stopServer() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      if (path.contains("watch=true")) {
        reply(exchange, 500, "{}");
      } else if (path.contains("configmaps")) {
        reply(exchange, 200, NO_CONFIG_MAP);
      } else if (path.contains("secrets/api")) {
        fetches.incrementAndGet();
        reply(exchange, fetchCode, "{\"kind\": \"Status\", \"code\": %d}".formatted(fetchCode));
      } else {
        reply(exchange, listCode, ONE_SECRET);
      }
    }
  }

  private static void reply(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static UnreadableSecretException failure(
      ClusterSecrets secrets, SecretReference reference) {
    return catchThrowableOfType(UnreadableSecretException.class, () -> secrets.read(reference));
  }

  @ParameterizedTest
  @CsvSource({
    "503, UNAVAILABLE, the API server answered 503",
    "429, UNAVAILABLE, the API server answered 429",
    "403, FORBIDDEN, the API server refuses it (403)"
  })
  void aFailureToFetchIsToldAsWhatItIs(int code, Cause cause, String explanation) {
    fetchCode = code;
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      secrets.start();
      await().atMost(Duration.ofMinutes(1)).until(secrets::synced);

      UnreadableSecretException failure = failure(secrets, TOKEN);

      assertThat(failure.why()).isEqualTo(cause);
      assertThat(failure.sentence())
          .isEqualTo("key \"token\" of Secret shop/api cannot be read: " + explanation);
      assertThat(fetches).as("whoever reads is not kept waiting by retries").hasValue(1);
    }
  }

  @Test
  void anObjectThatIsGoneWhenItIsFetchedDoesNotExist() throws UnreadableSecretException {
    fetchCode = 404;
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      secrets.start();
      await().atMost(Duration.ofMinutes(1)).until(secrets::synced);

      assertThat(secrets.read(TOKEN)).isEmpty();
    }
  }

  @Test
  void whatIsInANamespaceThatIsNotReadMayExist() {
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of("other"))) {
      assertThat(failure(secrets, TOKEN).why()).isEqualTo(Cause.FORBIDDEN);
    }
  }

  @Test
  void theLastKnownValueStandsWhileTheApiServerIsAway() throws UnreadableSecretException {
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      assertThat(failure(secrets, TOKEN).why()).isEqualTo(Cause.NOT_READ_YET);
      secrets.start();
      await().atMost(Duration.ofMinutes(1)).until(secrets::synced);

      server.stop(0);

      assertThat(secrets.readText(TOKEN)).contains("s3cret");
      assertThat(fetches).hasValue(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"403, FORBIDDEN", "500, UNAVAILABLE"})
  void aCopyThatCannotBeMadeSaysNothingOfWhatExists(int code, Cause cause) {
    listCode = code;
    try (ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      secrets.start();

      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(failure(secrets, TOKEN).why()).isEqualTo(cause));
    }
  }
}
