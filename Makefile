# Two commands matter: `make run` and `make test`. Each sets up what it needs first.
PYTHON := .venv/bin/python

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

setup:  ## fetch and install all that the kiosk needs, without starting it
	@python3 tools/setup.py --for run

run: setup  ## set everything up and serve the kiosk
	@$(PYTHON) -m kiosk

test:  ## set everything up and run the whole fast suite
	@python3 tools/setup.py --for test
	@$(PYTHON) tools/check.py

demo: setup  ## serve a clinic with invented visits
	@$(PYTHON) -m kiosk demo

bench:  ## measure every budget and write docs/performance.md
	@python3 tools/setup.py --for test
	@$(PYTHON) tools/bench.py

torture:  ## run the slow, rough tests
	@python3 tools/setup.py --for test
	@$(PYTHON) -m pytest -m torture

audit:  ## check locks, licences and the tree for what must not be there
	@python3 tools/setup.py --for test
	@$(PYTHON) tools/audit.py

.PHONY: help setup run test demo bench torture audit
