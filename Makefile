# Everything a newcomer, a developer and the build machine run. `make help` lists it.
# Needed beforehand: Python 3.11 or newer, make and git. Everything else comes into .venv, pinned by hash.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11 python
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for one in $(CANDIDATES); do "$$one" $(NEW_ENOUGH) 2>/dev/null && echo "$$one" && break; done)

BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Tests wait for servers, disks and clocks: one more of them than there are processors.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')
ARGS ?=
MODULE ?=

# The suite starts hundreds of processes: what is compiled once serves all of them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: test-processes client api-fuzz browser chaos story mutants help demo install test check format bench bench-scale fuzz config words letters letter-pictures migration lock wheel pictures clean image-tried deploy-tried

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1~\2/' | column -t -s '~' 2>/dev/null \
	  || grep -hE '^[a-z-]+:.*## ' Makefile

demo: $(READY) ## everything on this machine, with two projects and two weeks of letters in it; Ctrl-C ends it
	@exec $(BIN)/mailbridge demo $(ARGS)

install: $(READY) ## only the set-up: leaves .venv/bin/mailbridge ready

test: $(READY) ## the test suite (ARGS="-k words" for a part of it)
	@$(BIN)/python -m compileall -q -j 0 mailbridge
	$(BIN)/python -m pytest --numprocesses $(WORKERS) -m "not processes" --ignore tests/rules $(ARGS)

test-processes: $(READY) ## the tests that start servers, commands and mail programs, kill them, and install the wheel
	$(BIN)/python -m pytest --numprocesses $(WORKERS) -m processes $(ARGS)

check: $(READY) ## formatting, lint, types, the import contracts and the dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry . --no-ansi
	$(BIN)/vulture
	$(BIN)/python -m pytest --numprocesses $(WORKERS) -m "not processes" tests/rules
	$(BIN)/mypy --strict docs/client/mailbridge_client.py

format: $(READY) ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed and memory; prints ratios beside a yardstick
	@for one in $(filter-out bench/scale.py bench/own_code.py,$(sort $(wildcard bench/[a-z]*.py))); do echo "== $$one"; $(BIN)/python "$$one" $(ARGS) || exit 1; done

bench-scale: $(READY) ## the same cost among 200,000 discussions, and pages as quick? Both engines, generated data, minutes
	$(BIN)/python bench/scale.py $(ARGS)
	$(BIN)/python bench/pages.py --share 1

browser: $(READY) ## every page for each role in Chromium: widths, targets, weight, axe in both schemes; and the journeys (minutes)
	$(BIN)/python -m tests.browser $(ARGS)

fuzz: $(READY) ## the same property tests with many more examples (minutes)
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile fuzz --timeout 3600 $(ARGS)

chaos: $(READY) ## kill, stop, starve and mislead an installation under load: is anything lost? Half an hour (ARGS="--kills 10 --seconds 5" is short)
	$(BIN)/python -m tests.chaos $(ARGS)

story: $(READY) ## six weeks under a moved clock on both engines, with a process killed whenever something is due
	STORY_KILLED=1 $(BIN)/python -m pytest -n 0 tests/test_story.py

mutants: .venv/.mutants ## is each fault of one line noticed? Half an hour (MODULE="domain/token" for one module)
	$(BIN)/python -m tests.mutation $(MODULE)

config: $(READY) ## write config/mailbridge.example.toml anew from mailbridge/settings
	$(BIN)/python -m mailbridge.settings > config/mailbridge.example.toml

client: $(READY) ## write docs/client/mailbridge_client.py anew: the typed client of the API
	$(BIN)/python docs/client/make.py

api-fuzz: $(READY) ## schemathesis asks the API as every role; minutes (ARGS="--examples 5" is short)
	$(BIN)/python -m tests.api_fuzz --examples 100 $(ARGS)

words: $(READY) ## bring templates/locale up to date with what is said, and list what is not translated
	$(BIN)/python -m tests.rules.sentences

letters: $(READY) ## write tests/mail/letters anew: how each letter reads in each language
	$(BIN)/python -m tests.letters

letter-pictures: $(READY) ## each letter on a phone and a desktop, light and dark, in letter-pictures/ (needs chromium; minutes)
	$(BIN)/python -m tests.letter_pictures $(ARGS)

migration: $(READY) ## write a migration after a change of store/engine/schema.py (ARGS='0002 "what changes"')
	$(BIN)/python -m mailbridge.store.migrations.new $(ARGS)

lock: ## pin the dependencies of pyproject.toml anew (needs uv)
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --extra postgres --extra s3 --extra fast --extra outlook --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --constraint requirements.lock pyproject.toml -o requirements-serve.lock
	echo "mutmut>=3.8,<4" | uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --constraint requirements.lock - -o requirements-mutants.lock

wheel: $(READY) ## build dist/*.whl
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

image-tried: ## do what deploy/Containerfile does, on this machine: read-only root, own user, health check (needs root, and the package index)
	bash deploy/try-image.sh

deploy-tried: $(READY) ## try what deploy/ holds: border on a real Postfix with its milters, compose, Kubernetes, systemd (programs: .ci/run)
	$(BIN)/python -m pytest tests/deploy $(ARGS)

pictures: $(READY) ## take the pictures of the README and the tour anew (needs chromium)
	$(BIN)/python docs/pictures/rooms.py
	$(BIN)/python -m docs.pictures.make $(ARGS)

clean: ## remove .venv and whatever was built
	rm -rf .venv build dist mutants

.venv/.mutants: $(READY) requirements-mutants.lock
	@$(PIP) install --require-hashes --requirement requirements-mutants.lock
	@touch $@

$(READY): requirements-build.lock requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "mailbridge needs Python 3.11 or newer; none of these is: $(CANDIDATES). Try: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) $(NEW_ENOUGH) || { echo "mailbridge needs Python 3.11 or newer; $(PYTHON) is older." >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version) (about a minute, once) ..."
	@$(PYTHON) -m venv .venv || { echo "This Python cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --require-hashes --requirement requirements-build.lock
	@$(PIP) install --require-hashes --no-build-isolation --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(READY)
