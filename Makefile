# SPDX-License-Identifier: Apache-2.0
SHELL := /bin/bash
.DEFAULT_GOAL := help

export JAVA_HOME := $(shell hack/jdk 2>/dev/null)
MVN ?= $(if $(shell command -v mvn),mvn,./mvnw) --batch-mode

APP := target/quarkus-app/quarkus-run.jar
APP_SOURCES := pom.xml $(shell find src/main -type f)
DEV := target/dev/classes.built
DEV_SOURCES := $(shell find src/dev/java/dev/skopos/{bench,demo,devcluster} -name '*.java')
MICRO := target/micro
MICRO_SOURCES := $(wildcard src/dev/java/dev/skopos/micro/*.java)
DEMO_URL = http://127.0.0.1:$(or $(SKOPOS_DEMO_PORT),8090)

BASE_IMAGE ?= eclipse-temurin:25-jre
IMAGE ?= ghcr.io/skopos-dev/skopos:$(VERSION)
VERSION = $(shell sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)

.PHONY: help
help: ## Show this text
	@echo "Usage: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

.PHONY: run
run: jdk controlplane $(DEV) ## Run Skopos with a Kubernetes API of its own, a demo and samples (CLUSTER=current: against your kube context, without the demo)
	@exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp $(dir $(DEV)) dev.skopos.devcluster.Run

.PHONY: break
break: ## Break the demo workload of make run
	@curl -fsS -X POST '$(DEMO_URL)/mode?set=failing'

.PHONY: slow
slow: ## Make the demo workload of make run slow
	@curl -fsS -X POST '$(DEMO_URL)/mode?set=slow'

.PHONY: heal
heal: ## Heal the demo workload of make run
	@curl -fsS -X POST '$(DEMO_URL)/mode?set=ok'

.PHONY: test
test: jdk controlplane prometheus browser ## Run all checks and tests, and count them
	@rm -rf target/surefire-reports target/failsafe-reports
	@status=0; $(MVN) verify $(if $(PROMQL_CASES),-Dpromql.cases=$(abspath $(PROMQL_CASES))) || status=$$?; hack/test-summary || status=1; exit $$status

.PHONY: torture
torture: jdk ## Kill a process that writes to the store 50 times, and let the power fail 200 times (KILL_SEED=7 POWER_SEED=7: as in a former run)
	@$(MVN) -q test -Dtest=KillTest,PowerFailureTest -Dkill.rounds=50 $(if $(KILL_SEED),-Dkill.seed=$(KILL_SEED)) \
	  -Dpower.failures=200 -Dpower.seed=$(or $(POWER_SEED),$$RANDOM) -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: lint
lint: jdk ## Check format, warnings, null safety and the direction of packages
	@$(MVN) -q verify -DskipITs -Dquarkus.build.skip=true -Dtest=PackagesTest -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: format
format: jdk ## Format the sources
	@$(MVN) -q spotless:apply

.PHONY: crds
crds: jdk ## Generate deploy/crds from the records in src/main/java/dev/skopos/api
	@$(MVN) -q test -Dtest=CrdFilesTest -Dcrds.write=true -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: chart
chart: controlplane ## Check and pack the Helm chart, and render kubernetes/ from it
	@hack/chart

.PHONY: image
image: jdk $(APP) ## Build the image without an engine: target/image.tar, or PUSH=true to push IMAGE
	@$(MVN) -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@"$$JAVA_HOME/bin/java" -cp "target/test-classes:$$(cat target/test.classpath)" dev.skopos.image.ImageBuild \
	  $(BASE_IMAGE) $(IMAGE) $(if $(PUSH),,target/image.tar)

.PHONY: bench
bench: jdk controlplane $(DEV) ## Compare with Prometheus and write docs/benchmarks.md (WORKLOAD=W4: one row, printed; WORKLOAD=forecast; M4=DIR: with the M4 series; BENCH_SCALE=0.1: shorter)
	@prometheus=$$(hack/prometheus/get) && taskset -c 1 "$$JAVA_HOME/bin/java" -Xmx2g --sun-misc-unsafe-memory-access=allow \
	  -Djava.util.logging.manager=org.jboss.logmanager.LogManager $(if $(BENCH_SCALE),-Dbench.scale=$(BENCH_SCALE)) $(if $(M4),-Dbench.m4=$(abspath $(M4))) -cp '$(dir $(DEV)):target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*:target/quarkus-app/app/*' \
	  dev.skopos.bench.Bench "$$prometheus/prometheus" $(WORKLOAD)

.PHONY: compare
compare: jdk prometheus ## Ask Prometheus and Skopos' engine random queries and print where they differ (QUERIES=10000 SEED=1 QUERY=...)
	@$(MVN) -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@"$$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$$(cat target/test.classpath)" dev.skopos.promql.Comparison \
	  $(or $(QUERIES),10000) $(or $(SEED),1) $(if $(QUERY),'$(QUERY)')

.PHONY: bench-micro
bench-micro: jdk ## Measure single methods with JMH (BENCHMARK=REGEX: some of them)
	@$(MVN) -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
	@rm -rf $(MICRO) && mkdir -p $(MICRO)
	@classes="target/classes:target/test-classes:$$(cat target/test.classpath)" && \
	  "$$JAVA_HOME/bin/javac" --release 25 -cp "$$classes" -processor org.openjdk.jmh.generators.BenchmarkProcessor \
	    -d $(MICRO) $(MICRO_SOURCES) && \
	  "$$JAVA_HOME/bin/java" -cp "$(MICRO):$$classes" org.openjdk.jmh.Main \
	    -jvmArgs "$$(grep '^-' src/main/jvm/jvm.options | tr '\n' ' ')" $(BENCHMARK)

.PHONY: clean
clean: ## Delete what was built (not the data of make run, which is in ~/.skopos)
	@rm -rf target

.PHONY: controlplane
controlplane: ## Get etcd, kube-apiserver, kubectl and helm into ~/.cache/skopos
	@hack/controlplane/get >/dev/null

.PHONY: prometheus
prometheus: ## Build Prometheus for tests and comparisons into ~/.cache/skopos
	@hack/prometheus/get >/dev/null

.PHONY: browser
browser:
	@hack/browser

.PHONY: jdk
jdk:
	@hack/jdk >/dev/null

$(APP): $(APP_SOURCES) | jdk
	@echo "skopos: building, which takes a minute or two the first time"
	@$(MVN) -q package -Dmaven.test.skip=true -Dspotless.check.skip=true
	@touch $@

# The launcher and the demo use the JDK alone; the annotations they carry are among the product's libraries.
$(DEV): $(DEV_SOURCES) $(APP) | jdk
	@rm -rf $(dir $@) && mkdir -p $(dir $@)
	@"$$JAVA_HOME/bin/javac" --release 25 -proc:none -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' -d $(dir $@) $(DEV_SOURCES)
	@touch $@
