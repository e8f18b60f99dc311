# `make demo` and `make test` are all a new clone needs; `make help` lists the rest.

INSTANCE := instances/allied-magnets
POLICIES := open-market us-only us-au-ca us-au-ca-jp plus-eu
CLUB := us-au-ca-jp
PLAYERS := US,AU,CA,JP
EMBARGO := hre-embargo
OUT := out/demo
REPORT := $(OUT)/report.html
LOCKED ?= --locked
FUZZ_SECONDS ?= 120
PROPTEST_RNG_SEED ?= 1
CASES := 10000
PEERS := target/peers/venv

comma := ,
LIST := $(subst $() ,$(comma),$(POLICIES))
PLANS := $(addprefix $(OUT)/,$(POLICIES))
EMBARGOED := $(addsuffix -embargo,$(PLANS))

CARGO := . scripts/paths.sh && cargo
LODESTONE := cargo run --release --quiet $(LOCKED) --bin lodestone --

.PHONY: help setup build demo test test-browser nightly fuzz lint bench peers clean
.DEFAULT_GOAL := help

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: ## Install a C++ compiler, cmake and libclang where they are missing
	@scripts/setup.sh

build: setup ## Build the program (minutes the first time: the HiGHS solver is compiled from source)
	@$(CARGO) build --release $(LOCKED)

demo: build ## Solve the main instance under five policies, judge the plans, play coalitions, and write report.html (some minutes)
	@. scripts/paths.sh && for policy in $(POLICIES); do \
		printf '\n=== %s under policy %s ===\n\n' $(INSTANCE) $$policy; \
		$(LODESTONE) solve $(INSTANCE) --policy $$policy --out $(OUT)/$$policy --overwrite || exit; \
		$(LODESTONE) verify $(INSTANCE) $(OUT)/$$policy || exit; \
	done
	@printf '\n=== The same under an embargo, side by side, and every coalition of four ===\n\n'
	@. scripts/paths.sh && \
		for policy in $(POLICIES); do \
			$(LODESTONE) solve $(INSTANCE) --policy $$policy --scenario $(EMBARGO) --out $(OUT)/$$policy-embargo --overwrite --quiet || exit; \
		done && \
		$(LODESTONE) compare $(INSTANCE) --policies $(LIST) --scenarios baseline,$(EMBARGO) --out $(OUT)/compared --overwrite --quiet && \
		$(LODESTONE) compare $(INSTANCE) --policies $(CLUB) --game $(PLAYERS) --out $(OUT)/coalitions --overwrite --quiet && \
		$(LODESTONE) report $(PLANS) $(EMBARGOED) $(OUT)/compared $(OUT)/coalitions --out $(REPORT) --overwrite
	@printf '\nResults are in $(OUT), one folder for each plan and comparison. README.md says how to read them.\nOpen $(REPORT) in a browser.\n'

test: setup ## Run every test; random inputs come from one seed, `make test PROPTEST_RNG_SEED=2` tries others
	@export PROPTEST_RNG_SEED=$(PROPTEST_RNG_SEED) && $(CARGO) test --release $(LOCKED) --all-targets
	@$(CARGO) test --release $(LOCKED) --doc

test-browser: setup ## Test the HTML report in headless Chromium; installs node and chromium where they are missing
	@$(CARGO) test --release $(LOCKED) --test cli --no-run
	@scripts/browser.sh

nightly: setup ## Try every property on 10,000 new random instances, and another solver on the main instance (some three hours)
	@export PROPTEST_CASES=$(CASES) && $(CARGO) test --release $(LOCKED) --test properties
	@$(CARGO) test --release $(LOCKED) --test instances -- --ignored

fuzz: ## Feed the reader and the whole way to a plan with damaged files, for FUZZ_SECONDS (120)
	@scripts/setup.sh --fuzz
	@scripts/fuzz.sh $(FUZZ_SECONDS)

lint: ## Check format, lints, licences and documentation
	@scripts/setup.sh --lint
	@$(CARGO) fmt --check
	@$(CARGO) clippy --release $(LOCKED) --all-targets -- -D warnings -D clippy::iter_over_hash_type
	@$(CARGO) deny check --hide-inclusion-graph licenses bans sources
	@. scripts/paths.sh && RUSTDOCFLAGS="-D warnings" cargo doc --release $(LOCKED) --no-deps

bench: setup ## Measure speed and memory into docs/benchmarks.md (half an hour), or only print: make bench SIZES=small,medium
	@$(CARGO) bench $(LOCKED) --bench plans -- $(or $(SIZES),write)

peers: build $(PEERS)/ready ## Plan the same draws by HiGHS, linopy and Pyomo beside, into docs/benchmarks.md (half an hour), or some: make peers SIZES=small
	@. scripts/paths.sh && $(PEERS)/bin/python -B benches/peers $(SIZES)

$(PEERS)/ready: benches/peers/requirements.txt
	@python3 -m venv --clear $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

clean: ## Remove what was built and the results of the demo
	@rm -rf $(OUT)
	@$(CARGO) clean
