# interlink: what people type. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NAME ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What was installed last, by the locks it came from.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_BENCH := $(VENV)/.ready-bench
READY_PYWB := .venv-pywb/.ready

.DEFAULT_GOAL := help
.PHONY: help run test test-all lint format bench translations tables lock clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## Set everything up, run the main job on the demo press, then serve it
	@$(BIN)/interlink demo

test: $(READY_DEV) ## Set everything up and run the tests
	@$(BIN)/python -m pytest

test-all: $(READY_PYWB) ## Run the tests on each supported Python that is installed, and have pywb serve captures
	@for version in 3.11 3.12 3.13; do \
	  found=$$(command -v python$$version || ls -d "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version.*/bin/python 2>/dev/null | tail -n 1); \
	  if [ -z "$$found" ]; then echo "Python $$version: not installed here, left out"; continue; fi; \
	  echo "Python $$version"; \
	  INTERLINK_PYWB="$(CURDIR)/.venv-pywb/bin" $(MAKE) --no-print-directory test VENV=.venv-$$version PYTHON="$$found" || exit 1; \
	done

lint: $(READY_DEV) ## Check style, types, imports, dependencies and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry src demo
	$(BIN)/djlint src --lint --quiet

format: $(READY_DEV) ## Put the code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY_BENCH) ## Run all benches, or one: make bench NAME=watch
	@$(BIN)/python -m bench $(NAME)

translations: $(READY_DEV) ## Bring the translations up to date and compile them
	$(BIN)/python scripts/catalogs.py update

tables: $(READY) ## Keep the tables of a new desk as the migrations make them now
	$(BIN)/python scripts/tables.py

lock: $(READY_DEV) ## Renew the locks from pyproject.toml
	$(BIN)/python scripts/lock.py

clean: ## Remove what make made, but no desk
	rm -rf .venv .venv-3.* .venv-pywb .mypy_cache .ruff_cache .import_linter_cache build dist

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Interlink needs Python 3.11, 3.12 or 3.13; this is %s.%s. Name another with make PYTHON=python3.12" % sys.version_info[:2])'
	@echo "Setting up: a virtual environment in $(VENV), with what requirements.lock names (about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	@echo "Setting up: the tools for tests and lint"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(READY_BENCH): $(READY_DEV) requirements-bench.lock
	@echo "Setting up: the peers that benches compare with"
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

$(READY_PYWB): requirements-pywb.lock
	@echo "Setting up: pywb, in .venv-pywb"
	@test -x .venv-pywb/bin/python || $(PYTHON) -m venv .venv-pywb
	@.venv-pywb/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-pywb.lock
	@touch $@
