// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The demo workload: {@code java dev.skopos.demo.Demo [port]}, on the loopback interface. */
public final class Demo implements AutoCloseable {

  private static final int DEFAULT_PORT = 8090;
  private static final int LARGEST_BODY = 1 << 20;
  private static final String JSON = "application/json";
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final Set<String> PATHS =
      Set.of(
          "/", "/health", "/metrics", "/mode", "/break", "/slow", "/heal", "/webhook", "/received");

  private final Workload workload;
  private final Notifications notifications;
  private final Requests requests = new Requests();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private record Answer(int code, String type, String body) {

    private static Answer text(int code, String body) {
      return new Answer(code, "text/plain; charset=utf-8", body + "\n");
    }
  }

  /** Listens on this port, or on a free one if it is 0. */
  public Demo(int port, InstantSource clock) throws IOException {
    workload = new Workload(clock);
    notifications = new Notifications(clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Runs until it is stopped by a signal. */
  public static void main(String[] arguments) throws IOException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_PORT;
    Demo demo = new Demo(port, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(demo::close));
    System.out.println("demo workload at " + demo.url());
  }

  /** Where it is reached. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    stopping.countDown();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    try (exchange) {
      String path = PATHS.contains(exchange.getRequestURI().getPath()) ? path(exchange) : "other";
      String method =
          METHODS.contains(exchange.getRequestMethod()) ? exchange.getRequestMethod() : "other";
      Answer answer = answer(exchange, path);
      requests.record(method, path, answer.code(), Duration.ofNanos(System.nanoTime() - began));
      send(exchange, answer);
    }
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().getPath();
  }

  private Answer answer(HttpExchange exchange, String path) throws IOException {
    return switch (path) {
      case "/" -> new Answer(200, "text/html; charset=utf-8", Page.html(workload, notifications));
      case "/health" -> health();
      case "/metrics" ->
          new Answer(200, "text/plain; version=0.0.4; charset=utf-8", requests.text(workload));
      case "/mode" -> mode(exchange);
      case "/break" -> change(exchange, Mode.FAILING);
      case "/slow" -> change(exchange, Mode.SLOW);
      case "/heal" -> change(exchange, Mode.OK);
      case "/webhook" -> webhook(exchange);
      case "/received" -> new Answer(200, JSON, notifications.json());
      default -> Answer.text(404, "there is no such page; begin at /");
    };
  }

  private Answer health() {
    if (workload.mode() == Mode.SLOW) {
      awaitStop(Workload.SLOWNESS);
    }
    Workload.Health health = workload.health();
    return new Answer(health.code(), JSON, health.json());
  }

  private void awaitStop(Duration atMost) {
    try {
      if (stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        System.out.println("stopped while answering slowly");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer mode(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    if (exchange.getRequestMethod().equals("POST")) {
      Optional<Mode> wanted = Mode.named(query.replaceFirst("^set=", ""));
      if (wanted.isEmpty()) {
        return Answer.text(400, "say POST /mode?set=ok, slow or failing");
      }
      workload.change(wanted.get());
    }
    return new Answer(200, JSON, "{\"mode\":\"" + workload.mode().lowerCase() + "\"}\n");
  }

  /** A link for people: back to the page afterwards. */
  private Answer change(HttpExchange exchange, Mode mode) {
    workload.change(mode);
    exchange.getResponseHeaders().set("Location", "/");
    return Answer.text(303, mode.lowerCase());
  }

  private Answer webhook(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return Answer.text(405, "POST only");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Answer.text(413, "more than " + LARGEST_BODY + " bytes");
    }
    try {
      notifications.receive(new String(body, StandardCharsets.UTF_8));
      return Answer.text(200, "received");
    } catch (IllegalArgumentException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.code(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.code(), body.length);
    exchange.getResponseBody().write(body);
  }
}
