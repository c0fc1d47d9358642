# What people do here, in a word each. `make help` lists them.
#
# Everything that a target needs and the machine lacks is installed by the
# distribution's package manager, said first; when nothing lacks, nothing is
# installed. The building itself needs crates.io or a filled cargo cache.

SHELL := /bin/sh
CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
GUESTS := $(TARGET)/guests
DAEMON := $(TARGET)/debug/vireod
SHARED ?= ../shared

.PHONY: all help build release guests demo check test unit e2e fuzz bench docs clean deps-%
.NOTPARALLEL:

all: build

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

deps-%:
	@scripts/deps.sh $*

build: deps-build ## build the daemon (target/debug/vireod)
	$(CARGO) build -p vireo-server

release: deps-build ## build it as one installs it (target/release/vireod)
	$(CARGO) build --release -p vireo-server

guests: deps-demo ## build the guests of the tests (target/guests)
	guests/build.sh $(GUESTS)

demo: deps-demo build guests ## a tour: stock virsh, real QEMU, a daemon of its own
	scripts/demo.sh $(abspath $(DAEMON)) $(GUESTS)

check: deps-check ## formatting, lints, dependencies, generated code, unit tests
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	$(CARGO) run --quiet -p xtask -- check
	$(CARGO) test --quiet --workspace --exclude vireo-tests

test: deps-test build guests ## everything: check, then the end-to-end tests
	scripts/test.sh $(abspath $(DAEMON)) $(abspath $(GUESTS))

e2e: deps-test build guests ## the end-to-end tests alone
	scripts/test.sh --only-e2e $(abspath $(DAEMON)) $(abspath $(GUESTS))

fuzz: deps-build ## a minute of fuzzing for each parser
	$(CARGO) run --release -p vireo-fuzz -- all --seconds 60

bench: release ## measure beside the reference (needs ../shared/bench and root)
	@if [ -x $(SHARED)/bench/bench.py ]; then \
	    /usr/bin/python3 $(SHARED)/bench/bench.py $(BENCH) \
	        --sut-cmd '$(abspath $(TARGET)/release/vireod) --config {conf}'; \
	else echo "bench: no $(SHARED)/bench here; see docs/performance.md"; fi

docs: deps-build ## the documentation of the code (target/doc)
	$(CARGO) doc --workspace --no-deps

clean: ## remove what was built
	$(CARGO) clean
