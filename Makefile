# `make` alone lists what there is. Everything is set up on first use, from Python >= 3.11 alone.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

STAGE ?= local
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Everything is pinned, so nothing needs resolving; bytecode is written at first import.
INSTALL = -m pip install -qq --disable-pip-version-check --no-deps --no-compile

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## make the environments .venv and .venv-emulator (the others do this by themselves)
	@$(MAKE) --silent --jobs=2 .venv/ready .venv-emulator/ready

.venv/ready: requirements.txt requirements-dev.txt
	@$(call environment,.venv,requirements-dev.txt)

.venv-emulator/ready: requirements-emulator.txt
	@$(call environment,.venv-emulator,requirements-emulator.txt)

.PHONY: run
run: setup ## start the whole system on this machine; Ctrl-C stops it (PORT, OUVIDO_CONFIG, OUVIDO_STATE)
	@exec .venv/bin/python -m infra run

.PHONY: test
test: setup ## run every test there is (ARGS="…" goes to pytest)
	@.venv/bin/python -m pytest --numprocesses=auto --dist=loadgroup $(ARGS)

.PHONY: check
check: setup ## format, lint, types, layers, template: seconds, no network
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy --no-error-summary
	@mkdir -p .local
	@.venv/bin/lint-imports --no-logo > .local/lint-imports.txt || { cat .local/lint-imports.txt; false; }
	@.venv/bin/python -m infra package --stage prod --check
	@.venv/bin/python -m infra openapi --check
	@.venv/bin/python -m infra events --check
	@echo "format, lint, types, layers and template are in order"

.PHONY: proofs
proofs: setup ## 50,000 steps of random lives, 10,000 walks through calendars and histories: minutes
	@HYPOTHESIS_PROFILE=ci .venv/bin/python -m pytest --quiet --numprocesses=2 --timeout=1200 \
		tests/services/test_lives.py tests/rules/test_calendars_walk.py tests/rules/test_calendars_clock.py \
		tests/measures/test_reference.py

.PHONY: nightly
nightly: setup ## a million steps of random lives, every crash point, 20 minutes of random mails, 50 requests to each operation: hours
	@HYPOTHESIS_PROFILE=ci .venv/bin/python -m pytest --numprocesses=2 --timeout=3600 tests/crash
	@OUVIDO_REQUESTS=50 .venv/bin/python -m pytest --timeout=1200 tests/journeys/test_openapi.py
	@.venv/bin/python -m pytest --hypothesis-profile=nightly tests/services/test_lives.py $(ARGS)
	@$(MAKE) fuzz MINUTES=20

.venv-fuzz/ready: requirements.txt requirements-dev.txt requirements-fuzz.txt
	@$(call environment,.venv-fuzz,requirements-fuzz.txt)

MINUTES ?= 5
.PHONY: fuzz
fuzz: .venv-fuzz/ready ## look for a mail that cannot be taken in, guided by coverage (MINUTES=5)
	@.venv-fuzz/bin/python -m tests.fuzz --minutes $(MINUTES)

.PHONY: bench
bench: setup ## measure, print a table, write bench/latest.json
	@.venv/bin/python -m bench

.PHONY: screenshots
screenshots: setup ## take a picture of every page, phone and desktop, into docs/pictures (needs Chromium)
	@.venv/bin/python -m tests.screenshots

.PHONY: package
package: setup ## build the deployment package and template of STAGE into .local/build
	@.venv/bin/python -m infra package --stage $(STAGE)

.PHONY: deploy
deploy: setup ## package and deploy to AWS: make deploy STAGE=prod
	@.venv/bin/python -m infra deploy --stage $(STAGE)

.PHONY: format
format: setup ## put the code into the one format
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .

.PHONY: clean
clean: ## remove what was built; environments and local state stay
	@rm -rf .local/build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +

# environment(folder, requirements): a fresh one each time, so that nothing old stays in it
define environment
[ -n "$(PYTHON)" ] || { echo "Ouvido needs Python 3.11 or newer (or: make PYTHON=/path/to/python)" >&2; exit 1; }; \
echo "setting up $(1)"; mkdir -p .local && $(PYTHON) -m venv --clear $(1) && \
$(1)/bin/python $(INSTALL) --requirement $(2) && touch $(1)/ready
endef
