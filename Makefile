# Each target does its own set-up: a clone with Python 3.11 or newer and a package index is all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
TESTS := $(VENV)/tests
ADDRESS ?= 127.0.0.1:8000
MINUTES ?= 60
COUNT ?= 200

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve site test static check checkers format faults fuzz reproduce bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is older than Python 3.11: install a newer one, or name it: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS): $(READY) tests/requirements.lock
	$(BIN)/pip install --quiet --require-hashes -r tests/requirements.lock
	@touch $@

serve: $(READY) ## build, then preview on http://127.0.0.1:8000 and rebuild at every change
	$(BIN)/reader serve --open --dev-addr $(ADDRESS)

site: $(READY) ## build the site into site/
	$(BIN)/mkdocs build --strict

test: $(TESTS) ## run every test, as many at once as there are cores, at most four
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: static test ## format, lint, types, a strict build and every test

static: $(TESTS) ## format, lint, types and a strict build
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/reader check
	$(BIN)/reader anchors --check
	$(BIN)/mkdocs build --strict

checkers: $(TESTS) ## install what the tests ask besides: checkers of pages (Node.js; one needs Java), texts
	cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --silent
	$(BIN)/pip download --quiet --no-deps --no-binary markdown --no-build-isolation --dest tests/node \
	  "$$($(BIN)/pip freeze | grep -i '^markdown==')"

format: $(TESTS) ## put the code in our format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

faults: $(TESTS) ## kill commands and builds, fill the disk: COUNT times each (200)
	$(BIN)/python -m tests.faults $(COUNT)

reproduce: $(TESTS) ## build twice, in surroundings as unlike as can be, and compare bytes and modes
	$(BIN)/python -m tests.site.reproducing

fuzz: $(TESTS) ## try every law on new input for MINUTES (60)
	$(BIN)/python -m tests.fuzz $(MINUTES)

bench: $(TESTS) ## measure linking and builds beside their alternatives
	$(BIN)/python -m benchmarks

lock: $(TESTS) ## solve both locks anew from pyproject.toml: what running needs, and what tests need besides
	$(LOCK) --upgrade --group build pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade --group dev pyproject.toml --constraint requirements.lock --output-file tests/requirements.lock

clean: ## remove what was built and installed
	rm -rf $(VENV) site .mypy_cache .pytest_cache .ruff_cache .hypothesis
