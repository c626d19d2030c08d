// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * Targets to scrape, each with an address of the loopback network of its own; what they answer
 * follows from the number of the scrape.
 */
final class PayloadServer implements AutoCloseable {

  private static final int PORT = 18_300;

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLongArray scrapes;
  private final AtomicLong served = new AtomicLong();
  private final Payload payload = new Payload();
  private final boolean moving;

  PayloadServer(int targets) throws IOException {
    this(targets, true);
  }

  private PayloadServer(int targets, boolean moving) throws IOException {
    this.moving = moving;
    scrapes = new AtomicLongArray(targets);
    for (int target = 0; target < targets; target++) {
      int number = target;
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(host(target)), PORT), 16);
      server.setExecutor(threads);
      server.createContext("/metrics", exchange -> answer(exchange, number));
      server.start();
      servers.add(server);
    }
  }

  /** Targets whose values never change. */
  static PayloadServer still(int targets) throws IOException {
    return new PayloadServer(targets, false);
  }

  private static String host(int target) {
    return "127.0.1." + (target + 1);
  }

  /** Host and port of a target. */
  static String address(int target) {
    return host(target) + ":" + PORT;
  }

  /** Host and port of each target. */
  static List<String> addresses(int targets) {
    return IntStream.range(0, targets).mapToObj(PayloadServer::address).toList();
  }

  /** How many scrapes were answered. */
  long served() {
    return served.get();
  }

  private void answer(HttpExchange exchange, int target) throws IOException {
    byte[] body = payload.text(target, moving ? scrapes.getAndIncrement(target) : 0);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    served.incrementAndGet();
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.close();
  }
}
