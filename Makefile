# `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# All debug builds use the same flags, because other flags would rebuild everything.
FLAGS := --explicit-target-dependency-import-check error

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## Check for Swift and install the missing Debian packages
	@scripts/setup.sh

.PHONY: build
build: setup ## Build the program (debug)
	@scripts/build.sh $(FLAGS)

.PHONY: demo
demo: setup ## Run every step once, from feed page to takedown list, in .demo/
	@scripts/build.sh $(FLAGS)
	@.build/debug/sushai-demo

.PHONY: demo-console
demo-console: ## Serve the console with the data of the demonstration, on this machine only; with an account for each role
	@scripts/demo-console.py .build/debug

.PHONY: test
test: setup lint ## Check the format and run every test
	@scripts/setup.sh browser
	@scripts/build.sh $(FLAGS) --build-tests
	@scripts/test.sh $(FLAGS)
	@scripts/browser-tests.sh .build/debug
	@scripts/import-direction.sh $(FLAGS)
	@scripts/pango-declarations.sh

.PHONY: browser-tests
browser-tests: build ## Test the console in Chromium and make screens of its pages; TESTS=test_keyboard for a part
	@scripts/setup.sh browser
	@scripts/browser-tests.sh .build/debug $(TESTS)

.PHONY: pictures
pictures: build ## Make the pictures of the console in the READMEs again, docs/images/console/
	@scripts/setup.sh browser
	@scripts/browser-tests.sh --pictures .build/debug

.PHONY: oracle-verdicts
oracle-verdicts: build ## Compare the verdicts of the program with an oracle in Python; RESULTS=200000, SEED=8170
	@python3 Fixtures/Oracle/verdicts.py --results $(or $(RESULTS),200000) --seed $(or $(SEED),8170)

.PHONY: oracle-cells
oracle-cells: setup ## Compare the cells of a workbook with what LibreOffice shows, CELLS=4000 of them; SEED=1 (needs libreoffice-calc)
	@command -v soffice >/dev/null || { echo "oracle-cells: install Debian's libreoffice-calc" >&2; exit 1; }
	@scripts/build.sh $(FLAGS) --build-tests
	@mkdir -p .build/oracle
	@python3 Fixtures/Oracle/cell_formats.py $(or $(SEED),1) $(or $(CELLS),4000) > .build/oracle/cells.tsv
	@ORACLE_CELLS=.build/oracle/cells.tsv swift test $(FLAGS) --skip-build --disable-xctest --filter CellOracleTests

.PHONY: oracle-flags
oracle-flags: build ## Compare the flags of ten days of a generated shop export with those of an oracle in Python
	@python3 Fixtures/Oracle/flags.py .build/debug/sushai

.PHONY: fuzz
fuzz: setup ## Test every decoder with mutated fixtures, SECONDS=60 each; SEED=1, DECODER=json
	@scripts/build.sh -c release --product sushai-fuzz
	@.build/release/sushai-fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) $(if $(DECODER),--decoder $(DECODER))

.PHONY: serve
serve: build ## Run the server and the workers on sushai.sqlite, at http://127.0.0.1:8080
	@.build/debug/sushai serve

.PHONY: release
release: setup ## Build the program for production, .build/release/sushai
	@scripts/build.sh -c release --product sushai

.PHONY: package
package: release ## Make the Debian package of the program, .build/package/*.deb, and test it if root may mount
	@package=$$(scripts/package.sh .build/release/sushai .build/package) && echo "$$package" && \
	    { scripts/package-check.sh "$$package" || [ $$? -eq 77 ]; }

.PHONY: bench
bench: release ## Measure, compare with DuckDB, Polars, curl, Scrapy, pandas, zen, and write RESULTS.md; ONLY=screen for a part, QUICK=1
	@scripts/build.sh -c release --product sushai-bench
	@Benchmarks/setup.sh
	@python3 Benchmarks/Runner $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

.PHONY: reference
reference: build ## Generate the reference pages in docs/ from the program
	@scripts/reference.py

.PHONY: format
format: ## Format all Swift sources
	swift format --in-place --recursive --parallel Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift

.PHONY: lint
lint: ## Check the format of all Swift sources
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks/Sources Package.swift Benchmarks/Package.swift

.PHONY: demo-clean
demo-clean: ## Remove the files of the demonstration
	rm -rf .demo

.PHONY: bench-clean
bench-clean: ## Remove the data of the measurements (about 20 GB), the other programs and the generator
	rm -rf Benchmarks/.data Benchmarks/.peers Benchmarks/.build

.PHONY: clean
clean: ## Remove the build and the files of the demonstration
	rm -rf .build .demo
