# Two commands for a newcomer, on a machine that has Python 3.11 or newer and nothing else:
#   make deploy-local   a trained model, deployed as a model package into an embedded AWS
#   make test           the tests
# The environments live in .venv (the library, the CDK, Node, tools) and .venv-local (the embedded AWS,
# which pins other versions).

PYTHON ?= python3
PYTEST_ARGS ?= -n auto
DEPLOY_ARGS ?=
RESET_ARGS ?=
VENV := .venv
LOCAL := .venv-local
SHELL := /bin/bash
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION := 1

.DEFAULT_GOAL := help
.PHONY: help deploy-local destroy-local stop-local local-status reset-local test browser lint format bench docs lock clean

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

deploy-local: $(VENV)/.ready $(LOCAL)/.ready ## Deploy every stack of app.py into the embedded AWS (DEPLOY_ARGS="-c KEY=VALUE")
	@$(VENV)/bin/model-packages local deploy $(DEPLOY_ARGS)

destroy-local: $(VENV)/.ready $(LOCAL)/.ready ## Take the stacks down; say what is retained
	@$(VENV)/bin/model-packages local destroy $(DEPLOY_ARGS)

stop-local: $(VENV)/.ready ## Stop the embedded AWS; its state is kept
	@$(VENV)/bin/model-packages local down

local-status: $(VENV)/.ready $(LOCAL)/.ready ## Say whether the embedded AWS runs, and where
	@$(VENV)/bin/model-packages local status

reset-local: $(VENV)/.ready ## Stop the embedded AWS and delete everything in it (RESET_ARGS=--yes: do not ask)
	@$(VENV)/bin/model-packages local reset $(RESET_ARGS)

test: $(VENV)/.ready $(LOCAL)/.ready browser ## Run all tests (PYTEST_ARGS="-m 'not slow'" for the quick ones)
	@$(VENV)/bin/python -m pytest $(PYTEST_ARGS)

browser: ## Find a Chromium for the tests of the review's page, or install Debian's
	@tools/browser

lint: $(VENV)/.ready ## Check style, types, import arrows and the wheel
	@echo "==> ruff" && $(VENV)/bin/ruff check && $(VENV)/bin/ruff format --check
	@echo "==> basedpyright (strict)" && $(VENV)/bin/basedpyright --project pyproject.toml
	@echo "==> import-linter" && $(VENV)/bin/lint-imports
	@echo "==> wheel" && rm -rf dist && $(VENV)/bin/uv build --quiet --wheel && $(VENV)/bin/check-wheel-contents dist

format: $(VENV)/.ready ## Format the code
	@$(VENV)/bin/ruff check --fix && $(VENV)/bin/ruff format

bench: $(VENV)/.ready ## Measure what performance claims rest on; prints JSON lines
	@$(VENV)/bin/python -m benchmarks

docs: $(VENV)/.ready ## Build the documentation as a site, in site/
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --strict

lock: $(VENV)/.ready ## Pin the newest versions that pyproject.toml allows
	@tools/lock

clean: ## Remove what make built here; the embedded AWS must be down
	@rm -rf $(VENV) $(LOCAL) node_modules dist site cdk.out .model-packages

$(VENV)/.ready: requirements.txt package.json package-lock.json
	@echo "==> Creating $(VENV): the library, the AWS CDK, Node and the tools (one to three minutes)"
	@tools/environment $(PYTHON) $(VENV) requirements.txt
	@echo "==> Installing the CDK CLI into node_modules"
	@tools/cdk-cli $(VENV)
	@touch $@

$(LOCAL)/.ready: requirements-local.txt
	@echo "==> Creating $(LOCAL): the embedded AWS"
	@tools/environment $(PYTHON) $(LOCAL) requirements-local.txt
	@$(LOCAL)/bin/pip install --disable-pip-version-check --quiet --no-deps --editable .
	@touch $@
