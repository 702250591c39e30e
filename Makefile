# Everything here needs only make and Python 3.11 or newer, and leaves what it installs in .venv.

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench lock clean
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
INSTALL := $(PIP) install --no-build-isolation --require-hashes --requirement
PRIVACYFLOW := $(BIN)/privacyflow
PYTEST_ARGS ?= -n 2 --dist worksteal
OUT ?= out

# The first of these that is new enough; `make PYTHON=/path/to/python3 …` overrides it.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$name"; break; }; done)

help:
	@echo "make demo    read the example policies, answer a question, draw the page (installs what it needs)"
	@echo "make test    style, types, layers and tests (installs what they need)"
	@echo "make docs    write docs/reference anew from the command line and the questions"
	@echo "make bench   measure speed and growth, and accuracy where the gold is there"
	@echo "make lock    write requirements/*.txt anew from pyproject.toml (needs uv)"
	@echo "make clean   remove the environment and everything made"

demo: $(STAMPS)/run
	@mkdir -p $(OUT)
	@$(PRIVACYFLOW) build examples/policies --graph $(OUT)/demo.graph
	@echo '> privacyflow ask "who receives location data?"'
	@$(PRIVACYFLOW) ask "who receives location data?" --graph $(OUT)/demo.graph -f table
	@$(PRIVACYFLOW) render --graph $(OUT)/demo.graph -o $(OUT)/demo.html
	@echo "The page: $(CURDIR)/$(OUT)/demo.html"

test: check
	@$(BIN)/pytest $(PYTEST_ARGS)

check: $(STAMPS)/dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/mypy --explicit-package-bases benchmarks/*.py
	@$(BIN)/lint-imports --no-logo > $(STAMPS)/layers.log || { cat $(STAMPS)/layers.log; exit 1; }

docs: $(STAMPS)/dev
	@$(BIN)/python docs/reference/generate.py

bench: $(STAMPS)/dev
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/scale.py
	@$(BIN)/python benchmarks/accuracy.py

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(LOCK) --extra web pyproject.toml -o requirements/run.txt
	$(LOCK) --all-extras --group dev pyproject.toml -o requirements/dev.txt
	printf 'setuptools\nwheel\n' | $(LOCK) --no-annotate --constraint requirements/dev.txt - -o requirements/build.txt

clean:
	rm -rf $(VENV) $(OUT) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(STAMPS)/python:
	@test -n "$(PYTHON)" || { echo "error: make: no Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) …"
	@"$(PYTHON)" -m venv $(VENV) || { echo "error: $(PYTHON): cannot make a virtual environment. Install its venv module (Debian: apt install python3-venv) and try again." >&2; exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/build.txt requirements/run.txt pyproject.toml | $(STAMPS)/python
	@echo "Installing privacyflow and what it needs (about a minute) …"
	@$(INSTALL) requirements/build.txt
	@$(INSTALL) requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@echo "Installing what the checks need …"
	@$(INSTALL) requirements/dev.txt
	@touch $@
