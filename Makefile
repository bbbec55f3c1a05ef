# Two commands do all on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8321
SEED ?= 0
PYTHON_VERSIONS ?= 3.11
BIN := .venv/bin
# What Python compiles is kept beside the environment, so that the many programs that tests start do not compile it anew.
export PYTHONDONTWRITEBYTECODE =
export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/bytecode
QUICK := tests/model tests/library tests/land tests/test_architecture.py

.PHONY: attack demo test test-quick fuzz lint picture docs bench faults bundle bundle-check clean

demo: .venv/.installed ## install and open Fuling in the browser, with a switch to the made-up district (ARGS="--no-browser")
	$(BIN)/liantu demo --port $(PORT) $(ARGS)

test: .venv/.tested ## every test
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

test-quick: .venv/.tested ## tables, library, land and the house, with few made-up examples: for daily work
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --hypothesis-profile=quick $(QUICK)

attack: .venv/.tested ## all that can be told of the made-up district read together: what is recovered, counted
	$(BIN)/python -m tests.disclosure.release_attack

fuzz: .venv/.tested ## twenty times as many made-up examples, all of what make test samples, 4,000 requests to every address (SEED=1)
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --hypothesis-profile=fuzz --hypothesis-seed=$(SEED) -m hypothesis

lint: .venv/.tested ## style and types
	$(BIN)/ruff check src tests bench bundle tools
	$(BIN)/mypy

picture: .venv/.tested ## draw the picture at the head of the READMEs again; needs Chromium
	$(BIN)/python -m tools.first_screen

docs: .venv/.tested ## write the generated reference pages again
	$(BIN)/python -m docs.generate

bench: .venv/.tested ## speed beside named peers, as ratios
	$(BIN)/pip install -q -c requirements.lock -e '.[bench]'
	$(BIN)/python -m bench

faults: .venv/.tested ## writers killed, disks full, many editors: what is lost, counted (ARGS="--gigabytes 1")
	$(BIN)/python -m bench.faults $(ARGS)

bundle: .venv/.tested ## one folder in dist/ that installs and serves without network (PYTHON_VERSIONS="3.11 3.12")
	$(BIN)/python -m bundle --python "$(PYTHON_VERSIONS)"

bundle-check: bundle ## the bundle installed and served with the network cut
	$(BIN)/python -m bundle.offline_trial

clean:
	rm -rf .venv build dist

.venv/.installed: pyproject.toml requirements.lock assets/package-lock.json
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c requirements.lock -e '.[registers]'
	touch $@

# Both at once on a fresh machine: the package is built once.
.venv/.tested: pyproject.toml requirements.lock assets/package-lock.json
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c requirements.lock -e '.[test]'
	touch .venv/.installed $@
