# Each target makes what it needs first: `make test` in a fresh clone is enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := examples/ever-given
OUTPUT := build/demo
RECORDED := $(addprefix tests/e2e/test_,example.py hostile.py wire.py)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: .venv/made ## Build the example timeline with the embedded model (downloads 1.1 GB once)
	$(BIN)/timeline build $(EXAMPLE)/articles --title "Ever Given in the Suez Canal" -o $(OUTPUT)/timeline.html -o $(OUTPUT)/timeline.md -o $(OUTPUT)/timeline.json

.PHONY: test
test: .venv/made .venv-wheel/made ## Run the tests; no model, no network
	TIMELINE_WHEEL_PYTHON=$(CURDIR)/.venv-wheel/bin/python $(BIN)/pytest

.PHONY: check
check: .venv/made ## Lint, formatting, types, layers, generated docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

.PHONY: record
record: .venv/made ## Re-record the cassettes and the example timelines from the embedded model
	$(BIN)/pytest $(RECORDED) --record-mode=rewrite

.PHONY: docs
docs: .venv/made ## Write the generated parts of the docs, and build the site into build/site
	$(BIN)/python docs/generate.py
	mkdir -p docs/assets
	$(BIN)/timeline render examples/ever-given/timeline.json -o docs/assets/cited-timeline.css
	$(BIN)/zensical build --strict --clean --config-file zensical.toml

.PHONY: bench
bench: .venv/made ## Measure quality and speed on annotated data, where present; the model's part takes up to 20 minutes
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/dates.py
	$(BIN)/python benchmarks/publication_dates.py
	$(BIN)/python benchmarks/reconcile.py
	$(BIN)/python benchmarks/reconcile_borderline.py
	$(BIN)/python benchmarks/importance.py
	$(BIN)/python benchmarks/rendering.py
	$(BIN)/python benchmarks/extraction.py

.PHONY: lock
lock: .venv/made ## Update the pinned versions and hashes
	$(BIN)/python requirements/lock.py

.venv/made: requirements/development.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/development.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# The wheel in an environment of its own, as a user gets it.
.venv-wheel/made: .venv/made requirements/runtime.txt $(shell find timeline prompts templates -name '*.py' -o -name '*.j2' -o -name '*.css' -o -name '*.js' -o -name '*.toml')
	rm -rf build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .
	$(PYTHON) -m venv --clear .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	.venv-wheel/bin/python -m pip install --quiet --no-deps build/wheel/cited_timeline-*.whl
	@touch $@
