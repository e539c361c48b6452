# vigie: build, run, test. `make help` lists the targets.
SHELL := /bin/sh
RELEASE := -c release --static-swift-stdlib
PROGRAMS := .build/release

.PHONY: help run build test test-long bench lint install clean dependencies test-dependencies

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## install what is missing, build, start vigie (ARGS="…" for options)
	@exec $(PROGRAMS)/vigie $(ARGS)

build: dependencies ## the release programs, .build/release/vigie and its engine
	@swift build $(RELEASE) --product vigie
	@swift build $(RELEASE) --product vigie-engine

dependencies:
	@packaging/dependencies.sh build

test-dependencies:
	@packaging/dependencies.sh test

lint: ## the style of the sources and the walls between the rooms
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests
	@swift build --build-tests --quiet
	@swift test --skip-build --quiet --filter ArchitectureTests

test: test-dependencies ## every test, from a clean clone
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests
	@swift build --build-tests
	@swift test --skip-build
	@Tests/Psutil/run.sh

test-long: test-dependencies ## the faults at nearly every point, for hours rather than minutes
	@swift build --build-tests
	@VIGIE_LONG_TESTS=1 swift test --skip-build --filter 'StackTests|OperationsTests|AgentKillTests|Storms'

bench: build test-dependencies ## backups beside the bare pipeline (BENCH="10 100" for sizes in MB), files beside bare tar (FILES=50000), a schema put back (ROWS=1000000)
	@Benchmarks/backup.py $(BENCH)
	@Benchmarks/files.py $(FILES)
	@Benchmarks/restore.py $(ROWS)

install: build ## into $(DESTDIR)/usr/local
	@install -D -m 0755 $(PROGRAMS)/vigie $(DESTDIR)/usr/local/bin/vigie
	@install -D -m 0755 $(PROGRAMS)/vigie-engine $(DESTDIR)/usr/local/libexec/vigie/vigie-engine

clean: ## what was built
	@swift package clean
