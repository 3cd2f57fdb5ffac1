# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= examples/us-congress.txt
# A folder of *.tsv files, Norwegian TAB English, for `make eval`.
EVAL ?= eval

.PHONY: run test test-slow test-browser check coverage lint bench eval values clean

run: $(VENV)/run  ## Translate a sample article, print the English, say where the report is
	@$(BIN)/nordwire translate $(SAMPLE) -o out --html out/report.html --report out/report.json --fail-on never
	@echo; cat out/$(notdir $(SAMPLE)); echo; echo
	@echo "The English: out/$(notdir $(SAMPLE)) · for editors: out/report.html · for scripts: out/report.json"

test: $(VENV)/dev  ## The whole suite but the slow and the browser tests
	$(BIN)/python -m pytest -q

test-slow: $(VENV)/dev
	$(BIN)/python -m pytest -q -m slow

test-browser: $(VENV)/dev  ## Needs Chromium
	$(BIN)/python -m pytest -q -m browser

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test  ## What CI runs

coverage: $(VENV)/dev
	$(BIN)/python -m pytest -q --cov --cov-report=term:skip-covered

bench: $(VENV)/dev  ## Speed as ratios within one run; nothing is asserted
	$(BIN)/python -m tests.benchmarks.speed

eval: $(VENV)/dev  ## BLEU and chrF2 on every pair file in EVAL
	$(BIN)/nordwire model eval $(EVAL)/*.tsv

values: $(VENV)/dev  ## How many sentences keep their numbers, on every pair file in EVAL
	$(BIN)/python -m tests.benchmarks.values $(EVAL)/*.tsv

clean:
	rm -rf out $(VENV) build *.egg-info

$(VENV)/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/run: $(VENV)/pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(VENV)/pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/run
