// SPDX-License-Identifier: Apache-2.0
package dev.skopos.demo;

import java.util.stream.Collectors;

/** The page for people: how the workload is, how to change that, and what it was told. */
final class Page {

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="2">
      <meta name="viewport" content="width=device-width">
      <title>Demo workload: {mode}</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      a.button { display: inline-block; padding: .3rem 1rem; border: 1px solid; border-radius: .4rem;
        text-decoration: none; color: inherit; margin-right: .5rem; }
      .mode { font-weight: 600; }
      table { border-collapse: collapse; width: 100%; }
      td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
      </style>
      </head>
      <body>
      <h1>Demo workload</h1>
      <p>Mode: <span class="mode" id="mode">{mode}</span>, queue length {queue}.
      <a href="/health">/health</a> <a href="/metrics">/metrics</a></p>
      <p><a class="button" href="/break">Break it</a><a class="button" href="/slow">Make it slow</a><a
      class="button" href="/heal">Heal it</a></p>
      <h2>Notifications received</h2>
      <table>
      <tr><th>Time</th><th>Status</th><th>Alerts</th></tr>
      {rows}</table>
      </body>
      </html>
      """;

  private Page() {}

  static String html(Workload workload, Notifications notifications) {
    String rows = notifications.newest().stream().map(Page::row).collect(Collectors.joining());
    return HTML.replace("{mode}", workload.mode().lowerCase())
        .replace("{queue}", Long.toString(workload.queueLength()))
        .replace("{rows}", rows.isEmpty() ? "<tr><td colspan=3>none so far</td></tr>\n" : rows);
  }

  private static String row(Notifications.Received one) {
    String alerts = one.alerts().stream().map(Page::escaped).collect(Collectors.joining("<br>"));
    return "<tr><td>%s</td><td>%s</td><td>%s</td></tr>%n"
        .formatted(one.at(), escaped(one.status()), alerts);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
