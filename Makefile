# Everything a newcomer needs is a target of this file; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# One set of flags for every debug build: other flags would build everything anew.
FLAGS := --explicit-target-dependency-import-check error

.PHONY: help
help: ## Show what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## Check for Swift and install the missing Debian packages
	@scripts/setup.sh

.PHONY: build
build: setup ## Build the program (debug)
	@scripts/build.sh $(FLAGS)

.PHONY: demo
demo: setup ## Run the whole way once, from feed page to takedown list, in .demo/
	@scripts/build.sh $(FLAGS)
	@.build/debug/sushai-demo

.PHONY: test
test: setup ## Run every test
	@scripts/build.sh $(FLAGS) --build-tests
	@scripts/test.sh $(FLAGS)
	@scripts/import-direction.sh $(FLAGS)

.PHONY: fuzz
fuzz: setup ## Throw mutated fixtures at every decoder, SECONDS=60 each; SEED=1, DECODER=json
	@swift build -c release --product sushai-fuzz
	@.build/release/sushai-fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) $(if $(DECODER),--decoder $(DECODER))

.PHONY: serve
serve: build ## Serve the API and do the work on sushai.sqlite, at http://127.0.0.1:8080
	@.build/debug/sushai serve

.PHONY: release
release: setup ## Build the program for production, .build/release/sushai
	swift build -c release --product sushai

.PHONY: bench
bench: release ## Measure beside DuckDB, Polars, curl, Scrapy, pandas, zen; ONLY=screen for some, QUICK=1 to see it run
	@Benchmarks/setup.sh
	@python3 Benchmarks/Runner $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

.PHONY: reference
reference: build ## Write the generated pages of docs/ again, from the program
	@scripts/reference.py

.PHONY: format
format: ## Format all Swift sources
	swift format --in-place --recursive --parallel Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift

.PHONY: lint
lint: ## Check the format of all Swift sources
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift

.PHONY: demo-clean
demo-clean: ## Forget what the demonstration did, so that it starts over
	rm -rf .demo

.PHONY: bench-clean
bench-clean: ## Remove the measurements' data (about 10 GB), their peers and their generator
	rm -rf Benchmarks/.data Benchmarks/.peers Benchmarks/.build

.PHONY: clean
clean: ## Remove what was built and what the demonstration left
	rm -rf .build .demo
