# Everything runs in .venv/ of this clone. Needed on the machine: make and Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8000

VENV := .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check
NODE := static/with-node $(PY)

.PHONY: help run assets test lint test-quick test-mariadb test-tasks test-restart fuzz test-browser test-looks test-lighthouse references test-packaging test-llm \
	matrix bench train docs screenshots wheel format messages translations clean
.DEFAULT_GOAL := help

help:  ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: setup.cfg pyproject.toml | $(PY)
	@echo 'installing into $(VENV) ...'
	@$(PIP_INSTALL) --editable '.[demo]'
	@touch $@

$(VENV)/test.stamp: setup.cfg pyproject.toml | $(PY)
	@echo 'installing into $(VENV) ...'
	@$(PIP_INSTALL) --editable '.[demo,llm,test,browser,lint,docs]'
	@touch $@ $(VENV)/demo.stamp

node_modules/.stamp: package.json package-lock.json | $(PY)
	@$(NODE) npm ci --ignore-scripts --no-progress --loglevel=error >/dev/null
	@touch $@

ASSET_SOURCES := $(shell find static/src static/film 2>/dev/null \
	-name '*.js' -o -name '*.css' -o -name '*.svg' -o -name '*.mp4' -o -name '*.jpg' -o -name '*.vtt')
build/assets.stamp: static/build.mjs node_modules/.stamp $(ASSET_SOURCES)
	@$(NODE) node static/build.mjs
	@mkdir -p build && touch $@

assets: build/assets.stamp  ## Build scripts and styles into static/dist

run: $(VENV)/demo.stamp build/assets.stamp  ## Serve the ready-made unit with sample learners
	@$(PY) -m empathy_xblock.demo --port $(PORT)

LAYERS := $(PY) -m tests.layers
ready: $(VENV)/test.stamp build/assets.stamp
.PHONY: ready

LANES ?= $(EMPATHY_LANES)
test: ready  ## Run every layer of the tests, side by side; LANES=1 for one by one
	@EMPATHY_LANES=$(LANES) $(LAYERS)
lint: ready  ## ruff, mypy, the arrows between the rooms, annotations
	@$(LAYERS) format lint types arrows pii
test-quick: ready  ## pytest on SQLite, without browser and wheel (what both ends of the matrix run, too)
	@$(LAYERS) sqlite
test-mariadb: ready  ## the records on MariaDB
	@$(LAYERS) mariadb
test-tasks: ready  ## long work by Celery's workers, on MariaDB and Redis
	@$(LAYERS) tasks
test-restart: ready  ## a MariaDB of its own that is killed while a class works
	@$(LAYERS) restart
fuzz: ready  ## 5,000 cases for each handler and for OLX
	@EMPATHY_FUZZ=5000 $(PY) -m pytest -q tests/fuzz
test-browser: ready  ## journeys in headless Chromium
	@$(LAYERS) browser
test-looks: ready  ## every page and state: pictures, accessibility trees, WCAG 2.2 AA
	@$(LAYERS) looks
test-lighthouse: ready  ## Lighthouse's accessibility score of the pages people see first
	@$(LAYERS) lighthouse
references: ready  ## Make what every page looks like now the reference; look at them before you commit
	@rm -rf tests/looks/references tests/looks/trees && mkdir -p tests/looks/references tests/looks/trees
	@EMPATHY_REFERENCES=write $(PY) -m pytest -q tests/looks
test-packaging: ready  ## the wheel in a fresh environment
	@$(LAYERS) packaging
test-llm: ready  ## the drafter with a real small model (not in make test; compiles llama.cpp)
	@$(LAYERS) llm
matrix: ready  ## both ends of what is supported
	@$(LAYERS) --lanes 2 oldest newest

SIZES ?= 1000
bench: $(VENV)/test.stamp build/assets.stamp  ## Measure, print a table, write build/bench.json; SIZES=1000,10000,100000 for the review's
	@$(PY) -m benchmarks --sizes $(SIZES)

DATA ?= ../shared/data
TRAIN := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PY) -m training
train: $(VENV)/test.stamp  ## Train the tagger's weights anew from DATA and the corpus
	@$(PIP_INSTALL) --editable '.[train]'
	@$(TRAIN) $(DATA)

docs: $(VENV)/test.stamp  ## Build the site of docs/ in build/site; a link to nowhere fails
	@rm -rf build/site
	@$(PY) docs/rooms.py
	@$(PY) -m sphinx --fail-on-warning --keep-going --nitpicky --quiet --fresh-env -d build/site.cache docs build/site
	@echo 'build/site/index.html'

screenshots: ready  ## Take the screenshots of the documentation anew
	@$(PY) docs/screenshots.py

wheel: $(VENV)/demo.stamp build/assets.stamp  ## Build dist/*.whl with its assets
	@rm -rf build/lib build/bdist.*  # what an earlier build left would get into the wheel
	$(PY) -m pip wheel -qq --no-deps --wheel-dir dist .

messages: $(VENV)/test.stamp  ## Put everything that is said into translations/*/LC_MESSAGES/text.po
	@$(PY) translations/messages.py
translations: $(VENV)/test.stamp  ## Compile translations/*/LC_MESSAGES/text.po
	@$(PY) translations/messages.py compile

format: $(VENV)/test.stamp  ## Format and fix what ruff can
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

clean:  ## Remove everything that was built
	rm -rf build dist static/dist node_modules $(VENV) *.egg-info
