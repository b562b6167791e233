# Everything starts here: `make` lists the ways in.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run brief report data demo records methods check test test-tools screenshots bench bench-records bench-exports soak ask format

HOST ?= 127.0.0.1
PORT ?= 8501
SCALE ?= 1
VIEWS ?= 2000
EXPORTS ?= 1000
ADDRESS ?= http://$(HOST):$(PORT)
OUT ?= data/briefs
FORMAT ?= docx
report: OUT = data/reports
PYTHONS := python3 python3.13 python3.12 python3.11
PACKAGES := .venv/packages-installed
TOOLS := .venv/tools-installed

help: ## List the ways in
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 20

run: data ## Install what is missing, build the data, open the dashboard (HOST=127.0.0.1 PORT=8501)
	.venv/bin/python -m uvicorn web:app --host $(HOST) --port $(PORT) --no-server-header

brief: data ## Write what matters now as HTML and PDF, for a scheduled job (ADDRESS=http://… OUT=data/briefs)
	@.venv/bin/python -m exports.month $(ADDRESS) $(OUT)

report: data ## Write a list of figures as files (FILE=list.toml RELEASE=… FORMAT=docx,pptx,xlsx,zip TEMPLATE=… OUT=data/reports)
	@.venv/bin/python -m exports.report "$(FILE)" "$(RELEASE)" "$(FORMAT)" "$(TEMPLATE)" "$(OUT)" \
		"$(if $(filter command,$(origin ADDRESS)),$(ADDRESS))"

data: $(PACKAGES) ## Build the releases in data/ from what was entered
	@.venv/bin/python -m intake

demo: $(PACKAGES) ## Make the synthetic demonstration data (SCALE=1: a million inspections)
	@.venv/bin/python -m intake demo $(SCALE)

records: $(PACKAGES) ## Roll up a bureau's own records in data/<DATASET>/extracts/ (make records DATASET=name)
	@.venv/bin/python -m intake records $(DATASET)

methods: $(PACKAGES) ## Compute every published answer of the statistical methods again, line by line
	@.venv/bin/python -m methods.selftest

check: $(TOOLS) ## Look for faults without running: format, style, SQL, types
	.venv/bin/ruff format --check --quiet .
	.venv/bin/ruff check --quiet .
	.venv/bin/sqlfluff lint --nocolor --disable-progress-bar queries
	.venv/bin/mypy

test: check data ## Check, then run every test (installs Chromium and a Chinese font if missing)
	@tests/install_browser.sh
	.venv/bin/pytest -n auto --dist loadfile

test-tools: $(TOOLS)
	@tests/install_browser.sh

screenshots: test-tools data ## Write a picture of every page to tests/output/ (zh and en, desk and phone, light and dark)
	.venv/bin/python -m tests.screenshots

bench: test-tools data ## Measure weight and speed beside a bare Streamlit page (some minutes)
	.venv/bin/python -m tests.bench

bench-records: $(TOOLS) ## Measure how records roll up at scale 1 and another, into docs/benchmarks.md (SCALE=100)
	.venv/bin/python -m tests.bench_records $(if $(filter 1,$(SCALE)),100,$(SCALE)) $(SCRATCH)

bench-exports: test-tools data ## Measure figures and reports as files beside Kaleido (some minutes)
	.venv/bin/python -m tests.bench_exports

soak: test-tools data ## Compare thousands of views in every channel, watch memory (VIEWS=2000 EXPORTS=1000; an hour or so)
	.venv/bin/python -m tests.soak $(VIEWS) $(EXPORTS)

ask: data ## Put a question to the data: make ask Q=trend INDICATOR=spot_check_pass_rate
	@set --; for asked in $(ASKED); do set -- "$$@" "$${asked,,}=$${!asked}"; done; \
	.venv/bin/python -m views.ask $${Q:+"$$Q"} "$$@"

format: $(TOOLS) ## Write Python and SQL the house way
	.venv/bin/ruff format --quiet .
	.venv/bin/ruff check --quiet --fix .
	.venv/bin/sqlfluff fix --nocolor --disable-progress-bar queries

# Every variable set on the command line but Q; make exports their values, so any text survives.
ASKED = $(sort $(foreach name,$(filter-out Q,$(.VARIABLES)),$(if $(filter command,$(origin $(name))),$(name))))

# Installing. Each file below says that a list of packages is in .venv; a changed list is installed again.
# pip names each package location that has no index of its own: those lines are noise and left out.
define install
@echo "Installing the packages of $< (once, a minute or so)"
@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement $< \
	2> >(sed '/Location .* is ignored/d' >&2)
@touch $@
endef

$(PACKAGES): requirements.txt | .venv/bin/python
	$(install)

$(TOOLS): tests/requirements.txt $(PACKAGES)
	$(install)

.venv/bin/python:
	@for name in $(PYTHONS) ""; do \
		$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ -z "$$name" ]; then echo "Python 3.11 or newer is needed; please install python3." >&2; exit 1; fi; \
	if ! $$name -c 'import ensurepip, venv' 2>/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then as_root=env; else as_root=sudo; fi; \
		if ! { command -v apt-get && command -v $$as_root; } >/dev/null; then \
			echo "Python's venv module is needed; as root, please run: apt-get install $$name-venv" >&2; exit 1; fi; \
		echo "Installing $$name-venv (a Debian package, once)"; \
		$$as_root apt-get update -qq; \
		$$as_root apt-get install -qq --yes --no-install-recommends $$name-venv >/dev/null; \
	fi; \
	$$name -m venv --clear .venv || { rm -rf .venv; exit 1; }
