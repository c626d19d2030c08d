// SPDX-License-Identifier: Apache-2.0
package dev.skopos.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package table of docs/architecture.md, as a test: each package and all that it may use. */
class PackagesTest {

  private static final String BASE = "dev.skopos.";

  private static final JavaClasses SKOPOS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.skopos");

  private static final List<String> DOMAIN =
      List.of(
          "model",
          "schedule",
          "net",
          "store",
          "wire",
          "exposition",
          "ingest",
          "scrape",
          "alert",
          "template",
          "tsdb",
          "promql",
          "remote",
          "probe",
          "rule",
          "calendar",
          "slo",
          "forecast",
          "insight",
          "report",
          "notify");

  private static final Map<String, List<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("schedule", List.of()),
              Map.entry("config", List.of()),
              Map.entry("api", List.of()),
              Map.entry("net", List.of("model", "schedule")),
              Map.entry("store", List.of("model")),
              Map.entry("wire", List.of()),
              Map.entry("exposition", List.of("model", "wire")),
              Map.entry("ingest", List.of("model", "wire", "store", "exposition")),
              Map.entry("scrape", List.of("model", "store", "schedule", "exposition", "net")),
              Map.entry("alert", List.of("model")),
              Map.entry("template", List.of("model")),
              Map.entry("tsdb", List.of("model", "store")),
              Map.entry("promql", List.of("model", "store")),
              Map.entry("remote", List.of("model", "wire", "store", "schedule", "net")),
              Map.entry("probe", List.of("model", "store", "schedule", "net", "alert")),
              Map.entry("rule", List.of("model", "schedule", "promql", "alert", "template")),
              Map.entry("calendar", List.of("model")),
              Map.entry(
                  "slo",
                  List.of("model", "schedule", "calendar", "store", "promql", "rule", "alert")),
              Map.entry(
                  "forecast",
                  // quotas begin anew with periods of the calendar
                  List.of("model", "store", "schedule", "calendar", "promql", "rule", "alert")),
              // It judges what the others found, and forecasts know how to read and write series.
              Map.entry(
                  "insight",
                  List.of(
                      "model",
                      "alert",
                      "net",
                      "probe",
                      "scrape",
                      "promql",
                      "rule",
                      "slo",
                      "forecast",
                      "notify")),
              // There are reports of objectives, and of all that insights put together.
              Map.entry(
                  "report",
                  List.of(
                      "model",
                      "schedule",
                      "calendar",
                      "slo",
                      "forecast",
                      "insight",
                      "notify",
                      "alert")),
              // What is kept of reports are the facts that channels are told.
              Map.entry(
                  "history", List.of("model", "schedule", "slo", "forecast", "report", "notify")),
              // The conditions of selectors are the model's.
              Map.entry("imports", List.of("api", "model", "promql")),
              Map.entry(
                  "cli", List.of("api", "mapping", "imports", "model", "promql", "rule", "slo")),
              Map.entry("notify", List.of("model", "schedule", "net", "alert", "template")),
              Map.entry(
                  "volume", List.of("model", "probe", "rule", "notify", "alert", "net", "kube")),
              Map.entry(
                  "mapping",
                  List.of(
                      "api",
                      "model",
                      "net",
                      "exposition",
                      "probe",
                      "scrape",
                      "promql",
                      "rule",
                      "calendar",
                      "slo",
                      "forecast",
                      "report",
                      "notify")),
              Map.entry(
                  "kube",
                  List.of(
                      "api",
                      "model",
                      "schedule",
                      "probe",
                      "scrape",
                      "alert",
                      "notify",
                      // What targets of forecasts say of themselves is a port of forecasts.
                      "forecast",
                      "net",
                      "access")),
              Map.entry(
                  "operator",
                  List.of(
                      "api",
                      "mapping",
                      // Resources of other tools are sources too.
                      "imports",
                      "kube",
                      "volume",
                      "model",
                      "net",
                      "probe",
                      "scrape",
                      "rule",
                      "calendar",
                      "slo",
                      "forecast",
                      "report",
                      "alert",
                      "notify",
                      "schedule")),
              Map.entry("access", List.of("model", "net")),
              Map.entry("rest", with(DOMAIN, "access")),
              // The gate in rest finds out who calls; pages show each caller what it may see.
              Map.entry("dashboard", with(with(DOMAIN, "access"), "rest")),
              Map.entry("boot", List.of("*"))));

  private static List<String> with(List<String> packages, String more) {
    return Stream.concat(packages.stream(), Stream.of(more)).toList();
  }

  @TestFactory
  Stream<DynamicTest> packagesKeepTheirDirection() {
    return MAY_USE.entrySet().stream()
        .filter(row -> !row.getValue().contains("*"))
        .map(
            row ->
                dynamicTest(
                    row.getKey(),
                    () ->
                        classes()
                            .that()
                            .resideInAPackage(BASE + row.getKey() + "..")
                            .should()
                            .onlyDependOnClassesThat(
                                not(resideInAPackage("dev.skopos.."))
                                    .or(resideInAnyPackage(allowed(row))))
                            .allowEmptyShould(true)
                            .check(SKOPOS)));
  }

  private static String[] allowed(Map.Entry<String, List<String>> row) {
    return Stream.concat(Stream.of(row.getKey()), row.getValue().stream())
        .map(name -> BASE + name + "..")
        .toArray(String[]::new);
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(
            SKOPOS.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(BASE.length()).split("\\.")[0])
                .collect(Collectors.toSet()))
        .isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("dev.skopos.(*)..")
        .should()
        .beFreeOfCycles()
        .check(SKOPOS);
  }

  @Test
  void aKindNeverUsesAnotherKind() {
    SlicesRuleDefinition.slices()
        .matching(
            "dev.skopos.operator.(healthcheck|alertrule|rulegroup|notificationchannel|metricsource|capacityforecast)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(SKOPOS);
  }

  @Test
  void nothingUsesBoot() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.skopos.boot..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.skopos.boot..")
        .check(SKOPOS);
  }

  @TestFactory
  Stream<DynamicTest> technologiesStayWhereTheyBelong() {
    return Map.of(
            // Mapping reads the names of resources, which the API's classes have from fabric8.
            "io.fabric8..", List.of("api", "mapping", "operator", "kube", "boot"),
            "io.javaoperatorsdk..", List.of("operator", "boot"),
            "jakarta.ws.rs..", List.of("rest", "dashboard"),
            "io.quarkus..", List.of("operator", "rest", "dashboard", "config", "boot"),
            "jakarta.enterprise..", List.of("operator", "rest", "dashboard", "config", "boot"),
            "io.vertx..", List.of("rest", "dashboard", "boot"),
            "java.net.http..", List.of("net"),
            "javax.net.ssl..", List.of("net"),
            "java.sql..", List.of("history"),
            "jakarta.mail..", List.of("notify"))
        .entrySet()
        .stream()
        .map(
            row ->
                dynamicTest(
                    row.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                row.getValue().stream()
                                    .map(name -> BASE + name + "..")
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(row.getKey())
                            .check(SKOPOS)));
  }

  @TestFactory
  Stream<DynamicTest> timeThreadsAndEnvironmentComeFromOutside() {
    return Stream.of(Instant.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)
        .map(type -> dynamicTest(type.getSimpleName(), () -> forbid(type, "now")));
  }

  @Test
  void noSystemClockEnvironmentOrThread() {
    forbid(System.class, "currentTimeMillis");
    forbid(System.class, "getenv");
    forbid(Thread.class, "sleep");
    forbid(Thread.class, "startVirtualThread");
    forbid(Clock.class, "systemUTC");
    forbid(Clock.class, "systemDefaultZone");
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.skopos.boot..", "dev.skopos.schedule..")
        .should()
        .callConstructor(Thread.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class)
        .check(SKOPOS);
  }

  private static void forbid(Class<?> type, String method) {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.skopos.boot..", "dev.skopos.schedule..")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                        JavaClass.Predicates.equivalentTo(type)))
                .and(
                    com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                            method))))
        .check(SKOPOS);
  }
}
