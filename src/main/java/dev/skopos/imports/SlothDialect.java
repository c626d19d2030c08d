// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/** How the two forms of Sloth's specification write the names of fields. */
enum SlothDialect {
  RESOURCE,
  PLAIN;

  String errorQuery() {
    return named("errorQuery", "error_query");
  }

  String totalQuery() {
    return named("totalQuery", "total_query");
  }

  String errorRatioQuery() {
    return named("errorRatioQuery", "error_ratio_query");
  }

  String pageAlert() {
    return named("pageAlert", "page_alert");
  }

  String ticketAlert() {
    return named("ticketAlert", "ticket_alert");
  }

  String plugins() {
    return named("sloPlugins", "slo_plugins");
  }

  private String named(String resource, String plain) {
    return switch (this) {
      case RESOURCE -> resource;
      case PLAIN -> plain;
    };
  }
}
