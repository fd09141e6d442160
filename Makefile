# make run    opens tpmdesk          make test   runs every check and test
# Both make .venv, install the locked packages, and the system libraries where they may.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test check fix lock bench fuzz clean system-run system-test

help:
	@sed -n '1,2s/^# //p' Makefile
	@echo "make check  format, lint, types, contracts, content      make fix    format and mend what can be mended"
	@echo "make bench  the benchmarks, as JSON under build/         make lock   renew packaging/*.lock"
	@echo "make fuzz   the importers against many more broken files than make test tries"

run: .venv/run.stamp system-run
	@$(BIN)/python -m tpmdesk

test: .venv/dev.stamp system-test check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tpmdesk content check

fix: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev.stamp system-test
	@mkdir -p build
	@for file in tests/benchmarks/[a-z]*.py; do \
	  name=$$(basename $$file .py); echo "$$name"; \
	  $(BIN)/python -m tests.benchmarks.$$name --json build/$$name.json || exit 1; done

fuzz: .venv/dev.stamp system-test
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest --timeout 0 -k fuzz tests/exchange

lock: .venv/run.stamp
	packaging/lock.sh

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

system-run system-test:
	@packaging/system-packages.sh $(@:system-%=%)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tpmdesk needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  echo "Python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv" >&2; \
	  rm -rf .venv; exit 1; }

.venv/run.stamp: packaging/run.lock pyproject.toml | .venv/bin/python
	@echo "Installing the locked packages into .venv (the first time takes a few minutes)"
	@$(PIP) install --quiet --require-hashes -r packaging/run.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: packaging/dev.lock .venv/run.stamp
	@$(PIP) install --quiet --require-hashes -r packaging/dev.lock
	@touch $@
