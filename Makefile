# Everything that people and CI call. `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := storage decisions publication identity ingest sample warehouse editions dashboard command
# Installs the same lock four times as fast as pip, which does it where uv cannot.
UV := uv==0.13.9
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-strip-extras --quiet
# The newest DuckDB, pre-releases too, in an environment of its own; its extensions are not there yet.
AHEAD := $(VENV)/ahead
SUPERSET := $(VENV)/superset
SHELL_ENV := $(VENV)/shell
AHEAD_TESTS := tests/unit tests/integration tests/dashboard tests/editions tests/safety
# A third process works while two wait for a browser, a server or the disk.
TESTED := $(BIN)/python -m pytest --numprocesses 3 --dist loadgroup --no-loadscope-reorder
ON_EMPTY := $(BIN)/python -m warehouse.empty

export DO_NOT_TRACK := 1

.DEFAULT_GOAL := help
.PHONY: help install run test thorough refresh dashboard pictures check format bench soak ahead superset shell share docs lock published chromium libreoffice servers clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

install: $(VENV)/.installed ## .venv with `pal` and the test tools in it

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Serve Python 3.11 o successivo: PYTHON=/percorso/di/python3.11 make install" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV) \
	  && $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q $(PACKAGES)
	$(BIN)/python -m warehouse.parsing
	@touch $@

run: install ## sample deliveries of all partners, landed, built, published, printed and served
	$(BIN)/pal sample
	$(BIN)/pal refresh || test $$? -eq 3
	$(BIN)/pal kpi --by province
	$(BIN)/pal dashboard

test: install chromium libreoffice servers ## every promise, its own set-up included
	$(TESTED) -m "not thorough"

thorough: install chromium libreoffice servers ## every promise on more: dbt beside our build, all phases, views, readers; CI runs it too
	$(TESTED) -m thorough

refresh: install ## land what is in the inbox, build, publish
	$(BIN)/pal refresh

dashboard: install ## serve the dashboard
	$(BIN)/pal dashboard

pictures: install chromium ## every view of the dashboard as PNG, into docs/pictures
	PYTHONPATH=tests $(BIN)/python tests/browser/pictures.py

check: install ## ruff, mypy, import-linter, deptry and sqruff: all run, none muted; the long trials import
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .
	$(BIN)/sqruff lint dbt_project/models dbt_project/publish dbt_project/tests editions
	$(BIN)/python -m pytest --quiet --collect-only tests/soak tests/shell tests/superset > /dev/null

format: install ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## speed and memory beside the limit and the peers, into docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	$(BIN)/python tests/benchmark/run.py

soak: install ## kills at random instants, readers while publishing, 10,000 damaged files, properties on other examples: not in `make test`
	$(BIN)/python -m pytest tests/soak
	$(BIN)/python -m pytest --hypothesis-profile soak -m hypothesis

ahead: install libreoffice ## the suite without extensions on the newest DuckDB, pre-releases too: tells, and fails nothing
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(AHEAD)
	$(BIN)/uv pip install --quiet --python $(AHEAD)/bin/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(AHEAD)/bin/python --no-deps --prerelease allow --upgrade duckdb
	$(BIN)/uv pip install --quiet --python $(AHEAD)/bin/python --no-deps --no-build-isolation -e .
	@$(AHEAD)/bin/python -c 'import duckdb; print("DuckDB", duckdb.__version__)'
	-$(AHEAD)/bin/python -m pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder $(AHEAD_TESTS)
	$(BIN)/python -m warehouse.parsing

superset: install published ## three charts in Superset on the published copy, their figures beside ours: minutes
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SUPERSET)
	$(BIN)/uv pip install --quiet --python $(SUPERSET)/bin/python -r tests/superset/requirements.txt
	$(BIN)/python tests/superset/trial.py $(SUPERSET)/bin/python

shell: install published ## the terminal of `pal sql`: completed, answered, nothing written, on the published copy: a minute
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SHELL_ENV)
	$(BIN)/uv pip install --quiet --python $(SHELL_ENV)/bin/python -e '.[shell]'
	$(SHELL_ENV)/bin/python tests/shell/trial.py

share: install published servers ## the publication shared on the loopback in every way: HTTPS's stand-in, S3, a lake
	$(BIN)/python -m deploy.share

docs: install ## tables and columns explained, as one page: docs/static_index.html in data/ (or PAL_HOME)
	$(ON_EMPTY) sh -c '$(BIN)/dbt --quiet build --exclude-resource-type unit_test exposure \
	  && $(BIN)/dbt --quiet docs generate --static --target-path "$(abspath $(or $(PAL_HOME),data))/docs"'

lock: ## make both lock files anew (needs uv)
	$(LOCK) --extra test pyproject.toml -o requirements.lock
	$(LOCK) --group benchmark-peers -c requirements.lock -o requirements-peers.lock

# Asked first: what follows takes minutes, and without a publication ends in nothing.
published: install
	@$(BIN)/pal sql "select 1" > /dev/null

chromium:
	@if command -v chromium chromium-browser google-chrome >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "Per le prove nel browser serve chromium: installarlo, poi ripetere make test" >&2; exit 1; fi

libreoffice:
	@if command -v soffice >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libreoffice-calc-nogui >/dev/null; \
	else echo "Per provare i fogli serve LibreOffice: installare libreoffice-calc-nogui, poi ripetere make test" >&2; exit 1; fi

servers:
	@if [ -x /usr/sbin/nginx ] && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light postgresql >/dev/null; \
	else echo "Per provare la condivisione servono nginx e postgresql: installarli, poi ripetere" >&2; exit 1; fi

clean: ## remove the environment and the caches, never the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dbt_project/target dbt_project/logs
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +
