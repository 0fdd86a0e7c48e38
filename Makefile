# Luật Sống. `make help` explains every target.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
SHARED ?= ../shared
T ?=
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  (PORT=8000 chooses the port, T=tests/vnlaw chooses tests, SHARED=../shared the measuring data)"

.PHONY: setup
setup: .venv/.dev ## Make the environment in .venv with everything for running and developing

.PHONY: run
run: .venv/.run ## Prepare the store, load the sample province, serve the site (PORT=8000)
	@$(BIN)/luatsong prepare
	@$(BIN)/luatsong serve --port $(PORT)

.PHONY: test
test: .venv/.dev ## Run the tests (T=path for a part); browser tests are `make test-browser`
	@$(BIN)/pytest -n 2 --dist loadfile -m "not browser" $(T)

.PHONY: test-browser
test-browser: .venv/.dev ## Run the browser tests (needs Debian's chromium)
	@$(BIN)/pytest -m browser $(T)

.PHONY: check
check: .venv/.dev ## Lint, types, import rules, migrations, translations, licences
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/luatsong makemigrations --check --dry-run
	@$(BIN)/python scripts/check_licences.py requirements/opensearch.txt

.PHONY: bench
bench: .venv/.dev ## Print every measured figure (needs SHARED, the measuring data)
	@$(BIN)/python -m benchmarks all --shared $(SHARED)

.PHONY: lock
lock: ## Compile requirements/*.txt anew from pyproject.toml (needs uv)
	@UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements/build.in -o requirements/build.txt
	@UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/run.txt
	@UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra opensearch -c requirements/run.txt pyproject.toml -o requirements/opensearch.txt
	@UV_PYTHON_DOWNLOADS=never uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev --extra opensearch -c requirements/opensearch.txt pyproject.toml -o requirements/dev.txt

.PHONY: clean
clean: ## Remove the environment, caches and what `make run` stored in var/
	@rm -rf .venv var build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null || \
	  { echo "Cần Python 3.11, 3.12 hoặc 3.13 (make PYTHON=/đường/dẫn/python3.11 …). / Python 3.11 to 3.13 is needed."; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Thiếu mô-đun venv: sudo apt install python3-venv / the venv module is missing."; exit 1; }

.venv/.run: requirements/build.txt requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Cài thư viện (một lần) … / installing libraries, once"
	@$(BIN)/pip install -q --require-hashes -r requirements/build.txt
	@$(BIN)/pip install -q --require-hashes -r requirements/run.txt
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "Cài công cụ kiểm thử (một lần) … / installing test tools, once"
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@
