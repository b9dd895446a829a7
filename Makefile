# Everything one does here, each by its name. `make` alone lists them. Works with any POSIX shell, as root or not.

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links -q $(ARGS)

# A config.toml beside this file is taken without asking; without one it is the sample shop that opens.
CONFIG = $(wildcard config.toml)
# What else to hand to the command: make test ARGS="-k money".
ARGS =

.PHONY: help run test lint catalogues lock bench bench-words clean

help: ## what can be done here
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' Makefile
	@echo "make run CONFIG=path takes another config.toml than the one beside the Makefile."

run: $(VENV)/.run-installed ## open the shop of config.toml, or the sample shop if there is none
	@exec $(BIN)/python -m bot run $(if $(CONFIG),--config "$(CONFIG)") $(ARGS)

test: $(VENV)/.dev-installed ## run the tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadscope $(ARGS)

lint: $(VENV)/.dev-installed ## check style, types and translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict bot handlers
	@$(BIN)/python -m bot locales check

catalogues: $(VENV)/.dev-installed ## bring every translation in step with the sentences in the code
	@$(BIN)/python -m bot locales update

lock: $(VENV)/.dev-installed ## settle the exact version of every library anew (ARGS=--upgrade for the newest)
	@$(LOCK) -o requirements.lock
	@$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock

bench: $(VENV)/.dev-installed ## measure speed, side by side with others
	@$(BIN)/python -m tests.bench $(ARGS)

bench-words: $(VENV)/.dev-installed ## measure how well messages are understood that nothing was tuned to
	@$(BIN)/python -m tests.bench.words

clean: ## remove what was built and the sample shop's data, never a shop's own
	@rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find bot handlers tests -type d -name __pycache__ -prune -exec rm -rf {} +
	@rm -f data/sample.db data/sample.db-wal data/sample.db-shm data/sample.db.lock data/sample.before-*.db
	@rm -f data/sample-provider.db data/sample-provider.db-wal data/sample-provider.db-shm
	@echo "Removed what was built and the sample shop's data. A shop's own data is never removed by this."

# The check comes first, so that a Python that cannot do it is named in one sentence and leaves nothing half made.
$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Amends needs Python 3.11 or newer, and there is no $(PYTHON) here: install it first." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Amends needs Python 3.11 or newer, and $(PYTHON) is older: make run PYTHON=python3.11 names another." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python cannot make a virtual environment here: install the package python3-venv first." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp is younger than its lock once everything in the lock is there. The development lock holds all of the other,
# so both live in one environment.
$(VENV)/.run-installed: requirements.lock $(BIN)/python
	@echo "Installing the libraries of requirements.lock; this takes a minute, and only when it changed."
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.dev-installed: requirements-dev.lock $(BIN)/python
	@echo "Installing the libraries of requirements-dev.lock; this takes a minute, and only when it changed."
	@$(INSTALL) -r requirements-dev.lock
	@touch $@ $(VENV)/.run-installed
