# Each target makes what it needs first: `make test` in a fresh clone is enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
EXAMPLE := examples/ever-given
OUTPUT := build/demo
RECORDED := $(addprefix tests/e2e/test_,example.py hostile.py wire.py)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some images set it; some hundred processes that the tests start would then compile all that they import, again and again.
unexport PYTHONDONTWRITEBYTECODE

# As many workers as there are cores. A file's tests stay on one of them, so that its fixtures are made once; files begin in their
# order, which has the slow ones (browser, docs sites) first and fills up with unit tests.
PYTEST := $(BIN)/pytest --numprocesses=logical --dist=loadfile --no-loadscope-reorder

# Install locked requirements $(2) into the environment of the interpreter $(1). uv needs a seventh of pip's time; it reads no
# pip.conf, so pip takes over where uv finds no registry.
install = $(BIN)/python -m uv pip install --quiet --python $(1) --require-hashes -r $(2) || \
	$(BIN)/python -m pip --python $(1) install --quiet --require-hashes -r $(2)

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: .venv/made ## Build the example timeline with the embedded model (downloads 1.1 GB once)
	$(BIN)/timeline build $(EXAMPLE)/articles --title "Ever Given in the Suez Canal" -o $(OUTPUT)/timeline.html -o $(OUTPUT)/timeline.md -o $(OUTPUT)/timeline.json

.PHONY: unit
unit: .venv/made ## Run the unit tests and doctests, in under a minute; no model, no network, no browser
	$(PYTEST) tests/unit timeline

.PHONY: test
test: .venv/made .venv-wheel/made ## Run all tests; no model, no network
	TIMELINE_WHEEL_PYTHON=$(CURDIR)/.venv-wheel/bin/python $(PYTEST)

.PHONY: check lint types layers generated contract
check: lint types layers generated contract ## Lint, formatting, types, layers, generated docs, what CONTRIBUTING promises
lint: .venv/made
	$(BIN)/ruff check
	$(BIN)/ruff format --check
types: .venv/made
	$(BIN)/mypy
layers: .venv/made
	$(BIN)/lint-imports
generated: .venv/made
	$(BIN)/python docs/generate.py --check
contract: .venv/made
	$(BIN)/python .ci/contract.py

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

.venv/made: requirements/installer.txt requirements/development.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/installer.txt
	$(call install,$(BIN)/python,requirements/development.txt)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# The wheel in an environment of its own, as a user gets it.
.venv-wheel/made: .venv/made requirements/runtime.txt $(shell find timeline prompts templates -name '*.py' -o -name '*.j2' -o -name '*.css' -o -name '*.js' -o -name '*.toml')
	rm -rf build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .
	$(PYTHON) -m venv --clear --without-pip .venv-wheel
	$(call install,.venv-wheel/bin/python,requirements/runtime.txt)
	$(BIN)/python -m pip --python .venv-wheel/bin/python install --quiet --no-deps build/wheel/cited_timeline-*.whl
	@touch $@
