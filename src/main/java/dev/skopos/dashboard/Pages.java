// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates below {@code templates/Pages}. */
@CheckedTemplate(basePath = "Pages")
final class Pages {

  private Pages() {}

  static native TemplateInstance dashboard(Visitor visitor, Board board);

  static native TemplateInstance live(Board board);

  static native TemplateInstance objectives(Visitor visitor, ObjectivesBoard board);

  static native TemplateInstance objective(Visitor visitor, ObjectivePage page);

  static native TemplateInstance capacity(Visitor visitor, CapacityBoard board);

  static native TemplateInstance forecast(Visitor visitor, CapacityBoard.Detail detail);

  static native TemplateInstance insights(Visitor visitor, InsightBoard board);

  static native TemplateInstance reports(Visitor visitor, ReportBoard board);

  static native TemplateInstance noise(Visitor visitor, RuleNoiseBoard board);

  static native TemplateInstance thresholds(Visitor visitor, ThresholdBoard board);

  static native TemplateInstance login(String error);
}
