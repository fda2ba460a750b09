# Two commands matter: `make run` and `make test`. Each sets up what it needs first.
PYTHON := .venv/bin/python
# Whatever tests start, some hundred processes, would be compiled anew each time.
unexport PYTHONDONTWRITEBYTECODE

help:  ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 22

setup:  ## fetch and install what the kiosk needs, without starting it
	@python3 tools/setup.py --for run

run: setup  ## set everything up and serve the kiosk
	@$(PYTHON) -m kiosk

demo: setup  ## serve a clinic with invented visits
	@$(PYTHON) -m kiosk demo

dev: setup  ## the demo, anew after every change of code or templates
	@$(PYTHON) tools/dev.py

ready:
	@python3 tools/setup.py --for test

test: ready  ## set everything up and run the whole fast suite
	@$(MAKE) --no-print-directory style
	@$(MAKE) --no-print-directory --jobs=2 types suite

# One more than there are processors: browsers and servers are waited for, and that is a quarter of the time.
suite:
	@$(PYTHON) -m pytest --numprocesses=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist=worksteal

QUICK := not (torture or audit or browser or process or paper or walk or long)
check: ready  ## half a minute: lint, types, and all tests that draw, drive and walk nothing
	@$(MAKE) --no-print-directory --jobs=3 --output-sync style types quick

style:
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types:
	@$(PYTHON) -m mypy

quick:
	@$(PYTHON) -m pytest --numprocesses=auto --dist=worksteal -m "$(QUICK)" $(foreach room,audit browser exports faults walks,--ignore=tests/$(room))

costs: ready  ## the whole fast suite; what it costs the processor, room by room, and the ten dearest
	@$(PYTHON) -m pytest --numprocesses=$$(getconf _NPROCESSORS_ONLN) --dist=worksteal --costs

test-postgres: ready  ## run all that has to do with a database on PostgreSQL, which it starts by itself
	@$(PYTHON) -m pytest --on=postgresql --numprocesses=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist=worksteal $(TESTS)

torture: ready  ## run the drills and all rough tests, and write docs/reliability.md; `make torture ONLY=kills COUNT=1000` or `MINUTES=20` runs one
	@$(PYTHON) tools/torture.py $(ONLY) $(COUNT:%=--count %) $(MINUTES:%=--minutes %)

drill-failover: ready  ## lose PostgreSQL's primary under clients, again and again; `make drill-failover ROUNDS=20 TABLETS=16`
	@$(PYTHON) tools/drill.py failover --rounds=$(or $(ROUNDS),5) --tablets=$(or $(TABLETS),8)

drill-hosts: ready  ## serve one database from two hosts behind a proxy, and lose one of them
	@$(PYTHON) tools/drill.py hosts

audit: ready  ## look at every page in every size, theme and language, then let scanners look; `make audit SHEETS=folder` keeps the pictures there
	@$(PYTHON) tools/audit.py $(SHEETS)
	@python3 tools/setup.py --for scan
	@$(PYTHON) tools/scan.py

heard: ready  ## write anew what a screen reader is given of each page: their difference shows what changed
	@KIOSK_HEARD=write $(PYTHON) -m pytest -q -m torture "tests/browser/test_heard.py::test_every_page_of_the_walk_has_the_parts_that_are_written_down[en]"

pictures: ready  ## take the README's pictures from the demo
	@$(PYTHON) tools/pictures.py

bench: ready  ## measure every budget and write docs/performance.md; `make bench ROWS=15` measures one, `VISITS=1000000` in a clinic of that size
	@python3 tools/setup.py --for peers
	@$(PYTHON) tools/bench.py $(ROWS) $(VISITS:%=--visits %)

words: ready  ## collect every text for translators, and bring every language up to date
	@$(PYTHON) tools/words.py

sbom: setup  ## write what the kiosk is made of (CycloneDX) into .cache/sbom.cdx.json
	@$(PYTHON) tools/sbom.py > .cache/sbom.cdx.json

locks:  ## pin the packages anew; `make locks UPGRADE=--upgrade` takes newer ones
	@python3 tools/setup.py --for lock
	@$(PYTHON) tools/lock.py $(UPGRADE)

.PHONY: help setup run demo dev ready test suite test-postgres check style types quick costs torture drill-failover drill-hosts audit heard pictures bench words sbom locks
