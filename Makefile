# Waymark. `make run` is all that a newcomer needs; `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Waymark is started some hundred times by the tests: what is compiled is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test debian check bench fuzz kills pictures prove migrations lock clean tools deploys types imports

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: .venv/made build/look/made ## the environment: afterwards .venv/bin/waymark works

.venv/made: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Waymark needs Python 3.11 or newer: apt-get install python3.11 python3-venv (or PYTHON=/path/to/it)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

build/look/made: .venv/made package.json package-lock.json $(shell find waymark/web/look waymark/accounts/static waymark/plans/static -type f)
	$(BIN)/python -m waymark.running.look
	@touch $@

run: setup ## Waymark with its demonstration, at http://localhost:8000 (PORT=8001 for another)
	@exec $(BIN)/waymark run --port $(PORT)

tools: setup
	@$(BIN)/python -m tests.tools

# xdist's own way to share tests out, not `--dist worksteal`, which once waited for ever before its last;
# few at a time, or the first worker is given all the longest (tests/conftest.py).
# The victims' process has settings of its own, so its tests are a run of their own.
test: setup tools ## every test
	$(BIN)/pytest -n auto tests/victims
	$(BIN)/pytest -n auto --maxschedchunk 4

# The walls and the migrations on Debian's own PostgreSQL too, which is older than the wheel's. What asks
# for pages, or what processes do that die or are away, is no question of its version.
DEBIAN = $(lastword $(sort $(wildcard /usr/lib/postgresql/*/bin)))
NOT_OF_A_VERSION = walk fuzz matrix canary a_thousand run kills reminders_killed demonstration equal_queries \
  guessing too_late content_security_policy victims_away
debian: setup ## the walls' tests on Debian's PostgreSQL
	@test -n "$(DEBIAN)" || { echo "Debian's PostgreSQL is missing: apt-get install postgresql"; exit 1; }
	PG_BIN=$(DEBIAN) $(BIN)/pytest -n auto tests/victims $(NOT_OF_A_VERSION:%=--ignore tests/victims/test_%.py)
	PG_BIN=$(DEBIAN) $(BIN)/pytest -n auto tests/web/casefiles tests/walls $(NOT_OF_A_VERSION:%=--ignore tests/walls/test_%.py)

check: setup ## format, lint, types, import contracts, migrations, deploy checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs 2 deploys types imports

deploys:
	$(BIN)/python -m tests.deploy

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

pictures: setup tools ## the pictures in docs, anew
	WAYMARK_PICTURES=docs/pictures $(BIN)/pytest -q tests/browser/test_pictures.py

bench: setup ## how quick the pages are, at 2,000 children and at 20,000
	$(BIN)/python -m tests.bench

fuzz: setup ## 10,000 requests by chance at every address and form, and 2,000 at the victims’ side
	WAYMARK_FUZZ=10000 $(BIN)/pytest -n auto -q tests/walls/test_fuzz.py
	WAYMARK_FUZZ=2000 $(BIN)/pytest -n auto -q tests/victims/test_fuzz.py

kills: setup ## server and database killed ten times each under four writers
	$(BIN)/python -m tests.kills

prove: setup ## take away each carrier of a provision in turn; a test must go red
	$(BIN)/python -m waymark.guidance.prove

migrations: setup ## write the migrations that the models ask for
	@DATABASE_URL=postgresql://nobody@/none WAYMARK_SECRET_KEY=none $(BIN)/waymark makemigrations
	@DATABASE_URL=postgresql://nobody@/none WAYMARK_SECRET_KEY=none $(BIN)/waymark victims makemigrations

lock: .venv/made ## requirements.lock anew, from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.lock

clean: ## what setup made (the demonstration's data in var/ stays)
	rm -rf .venv build node_modules
