# Everything starts here. Needed: make and Python 3.11 or newer; the rest is installed into .venv from the lock files.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python

# The first of these that runs and is new enough. Another one: make PYTHON=/path/to/python3.12
CANDIDATES := python3.13 python3.12 python3.11 python3.14 python3 python
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON = $(shell for name in $(CANDIDATES); do \
	if "$$name" -c '$(ENOUGH)' >/dev/null 2>&1; then echo "$$name"; break; fi; done)
endif

PIP := $(PY) -m pip --quiet --quiet --disable-pip-version-check --no-input
# Exact versions, each with its hash; without --no-deps pip would also look for what the locks leave out.
LOCKED := install --require-hashes --no-deps

.DEFAULT_GOAL := help
.PHONY: help venv chat test check format bench score accuracy model cover pictures lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/\1|\2/' | while IFS='|' read -r verb does; do \
		printf 'make %-8s %s\n' "$$verb" "$$does"; done

# --- environment ---------------------------------------------------------------------------------

# Stamps: a step is done again only when what it rests on has changed.
$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer was not found (looked for: $(CANDIDATES))." >&2; \
		echo "Install it, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@if ! "$(PYTHON)" -c '$(ENOUGH)' >/dev/null 2>&1; then \
		echo "$(PYTHON) does not run or is older than Python 3.11; name another: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu install python3-venv." >&2; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing what Kotowari needs into $(VENV) …"
	@$(PIP) $(LOCKED) -r requirements.lock
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing the tools for tests and checks into $(VENV) …"
	@$(PIP) $(LOCKED) -r requirements-dev.lock
	@touch $@

venv: $(VENV)/.dev  ## make .venv with everything for development
	@:

# --- use -----------------------------------------------------------------------------------------

chat: $(VENV)/.runtime  ## talk with Kotowari in this terminal
	@$(BIN)/kotowari chat

# --- checks --------------------------------------------------------------------------------------

test: $(VENV)/.dev  ## run the tests (make test ARGS="-k boundary")
	@$(PY) -m pytest $(ARGS)

check: $(VENV)/.dev  ## format, lint, types, imports and policies
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/kotowari policy check

format: $(VENV)/.dev  ## put the code into its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

cover: $(VENV)/.dev  ## run the tests and show which lines they leave out
	@$(PY) -m coverage run -m pytest $(ARGS)
	@$(PY) -m coverage report

bench: $(VENV)/.dev  ## measure speed and memory beside their floors
	@$(PY) -m tests.bench $(ARGS)

score: $(VENV)/.dev  ## score the reading against the practice messages
	@$(PY) -m tests.accuracy $(ARGS)

# Presidio is measured beside us, but nothing needs it: without it the report says so.
accuracy: $(VENV)/.dev  ## report the reading by kind, way and category, beside simpler readers
	@$(PIP) $(LOCKED) -r requirements-accuracy.lock || echo "Presidio cannot be had; the report goes without it." >&2
	@$(PY) -m tests.accuracy.report $(ARGS)

# Takes about a quarter of an hour. The weights are kept in the project, so only who changes the corpus needs this.
model: $(VENV)/.dev  ## learn the second reader anew from policies/corpus (make model ARGS=ja)
	@$(PIP) $(LOCKED) -r requirements-learning.lock
	@$(PY) -m tests.learning $(ARGS)

# Needs Chromium and fonts for Japanese: on Debian, apt install chromium fonts-noto-cjk fonts-noto-color-emoji.
pictures: $(VENV)/.dev  ## draw answers on LINE and Discord into build/pictures (ARGS="--only discord"; ARGS=--menu: LINE's menu)
	@$(PY) -m tests.pictures $(ARGS)

# --- upkeep --------------------------------------------------------------------------------------

# Needs uv. The locks hold exact versions and hashes for every platform, and no address of a package index.
UV ?= uv
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

lock:  ## write the lock files anew (make lock UPGRADE=--upgrade)
	@$(COMPILE) $(UPGRADE) --group build --output-file requirements.lock
	@$(COMPILE) $(UPGRADE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) $(UPGRADE) --group accuracy --constraints requirements-dev.lock --output-file requirements-accuracy.lock
	@$(COMPILE) $(UPGRADE) --group learning --constraints requirements-dev.lock --output-file requirements-learning.lock

clean:  ## remove everything that make has made
	@rm -rf $(VENV) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
