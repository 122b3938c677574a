# Two commands do everything, set-up included: `make run` serves the product, `make test` proves it.
# Extra arguments: make test ARGS="-k coverage". Another Python: make run PYTHON=python3.12.
# Another address: make run COVERAGE_PORT=8502.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

venv_python = $(VENV)/bin/python
install = $(venv_python) -m pip install --quiet --disable-pip-version-check --require-hashes
# The rooms in which something stands: one to come is checked from its first day.
names = i18n data metrics charts exports pages api tests benchmarks
peers = superset datasette dash  # what the benchmarks compare with, each in an environment of its own
rooms = app.py serve.py $(sort $(dir $(wildcard $(addsuffix /*.py,$(names)))))

.PHONY: run test check format bench pins spark clean

run: $(VENV)/installed-to-run  # serve the product at http://localhost:8501
	@$(venv_python) -m data build
	@$(venv_python) serve.py

test: $(VENV)/installed-to-develop  # run every test, in a real browser too
	@$(venv_python) -m tests.browser.chromium
	$(venv_python) -m pytest $(ARGS)

check: $(VENV)/installed-to-develop  # format, lint, types, translations; changes nothing
	$(venv_python) -m ruff format --check .
	$(venv_python) -m ruff check .
	$(venv_python) -m mypy $(rooms)
	$(venv_python) -m i18n --check

format: $(VENV)/installed-to-develop  # write the code in the house's format
	$(venv_python) -m ruff check --fix .
	$(venv_python) -m ruff format .

bench: $(VENV)/installed-to-develop  # speed, memory and growth, as ratios
	$(venv_python) -m benchmarks $(ARGS)

pins: $(VENV)/installed-to-develop  # pin the packages anew; the newest with ARGS=--upgrade
	$(venv_python) -m uv pip compile --universal --generate-hashes --python-version 3.11 $(ARGS) \
	  requirements.in --output-file requirements.txt --custom-compile-command "make pins" --quiet
	$(venv_python) -m uv pip compile --universal --generate-hashes --python-version 3.11 $(ARGS) \
	  requirements-dev.in --output-file requirements-dev.txt --custom-compile-command "make pins" --quiet
	$(venv_python) -m uv pip compile --universal --generate-hashes --python-version 3.11 $(ARGS) \
	  requirements-spark.in --output-file requirements-spark.txt --custom-compile-command "make pins" --quiet
	for peer in $(peers); do \
	  $(venv_python) -m uv pip compile --universal --generate-hashes --python-version 3.11 $(ARGS) \
	    benchmarks/peers/requirements-$$peer.in --output-file benchmarks/peers/requirements-$$peer.txt \
	    --custom-compile-command "make pins" --quiet || exit 1; \
	done

spark: $(VENV)/installed-for-spark  # install PySpark for the roll-up, 400 MB; it needs Java 17

clean:  # remove what can be made again; never var/, which holds what offices sent
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than the pins it was installed from, so an unchanged set-up costs nothing.
$(VENV)/installed-to-run: requirements.txt | $(VENV)/bin/python
	@echo "Installing the packages of requirements.txt (about a minute the first time) ..."
	@$(install) -r requirements.txt
	@touch $@

$(VENV)/installed-to-develop: requirements-dev.txt $(VENV)/installed-to-run
	@echo "Installing the packages of requirements-dev.txt ..."
	@$(install) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(VENV)/installed-for-spark: requirements-spark.txt $(VENV)/installed-to-run
	@echo "Installing the packages of requirements-spark.txt (about a minute) ..."
	@$(install) -r requirements.txt -r requirements-spark.txt
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pantau Cakupan needs Python 3.11 or newer as '$(PYTHON)'. Another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making the virtual environment $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
