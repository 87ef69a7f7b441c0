# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
# Prefer the machine's own uv; else the one that the environment gets; else pip does it alone.
INSTALL = $(BIN)/uv pip install --python $(BIN)/python --compile-bytecode --quiet

# Every start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test bench bench-programmes check words format lock clean

help: ## List these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make run PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml requirements.txt | $(BIN)/python
	@echo "Installing the product into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || true
	@if [ -x $(BIN)/uv ]; then \
	  $(INSTALL) -r requirements.txt && $(INSTALL) --no-deps -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .; \
	fi
	@touch $@

$(VENV)/.installed-tests: requirements-test.txt $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@if [ -x $(BIN)/uv ]; then $(INSTALL) -r requirements-test.txt; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt; fi
	@touch $@

run: $(VENV)/.installed ## Start the product with the demonstration rounds on http://127.0.0.1:5000 (PORT= and DATABASE_URL= are honoured)
	@PORT=$(PORT) $(BIN)/survey-app run --demonstration

test: $(VENV)/.installed-tests ## Run all tests
	@$(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/.installed-tests ## Measure the cost of a respondent's journey, as ratios to an empty page
	@$(BIN)/python -m benchmarks.journey

bench-programmes: $(VENV)/.installed-tests ## Measure how good programmes get and how far that is proven (ARGS="--cities 8 15 --seeds 1 2")
	@$(BIN)/python -m benchmarks.programmes $(ARGS)

check: $(VENV)/.installed-tests ## Lint and type-check
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

words: $(VENV)/.installed-tests ## Bring the catalogues of the product's own sentences up to date, and say what is missing
	@$(BIN)/python -m tests.house.sentences

format: $(VENV)/.installed-tests ## Put the code into its format
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: $(BIN)/python ## Pin every library with its hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra test -c requirements.txt pyproject.toml -o requirements-test.txt

clean: ## Remove the environment (the data in instance/ stays)
	rm -rf $(VENV) build dist
