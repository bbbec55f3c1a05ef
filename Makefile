# Two commands do all on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8321
BIN := .venv/bin

.PHONY: demo test lint docs bench faults clean

demo: .venv/.installed ## install and open Fuling in the browser (ARGS="--no-browser")
	$(BIN)/liantu demo --port $(PORT) $(ARGS)

test: .venv/.tested ## every test
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

lint: .venv/.tested ## style and types
	$(BIN)/ruff check src tests bench districts
	$(BIN)/mypy

docs: .venv/.tested ## write the generated reference pages again
	$(BIN)/python -m docs.generate

bench: .venv/.tested ## speed beside named peers, as ratios
	$(BIN)/pip install -q -c requirements.lock -e '.[bench]'
	$(BIN)/python -m bench

faults: .venv/.tested ## writers killed, disks full, many editors: what is lost, counted
	$(BIN)/python -m bench.faults

clean:
	rm -rf .venv build dist

.venv/.installed: pyproject.toml requirements.lock assets/package-lock.json
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c requirements.lock -e .
	touch $@

.venv/.tested: .venv/.installed
	$(BIN)/pip install -q -c requirements.lock -e '.[test]'
	touch $@
