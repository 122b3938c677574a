"""The API is as it describes itself: cases made from the description, a thousand of them with COVERAGE_CASES=1000."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import os
import random
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette

from api import description, documentation
from api.problems import KINDS
from api.routes import routes
from metrics.asked import parser
from tests.api.conftest import PLENTY, asking
from tests.api.fuzzing import LIKELY
from tests.people import at_hand
from tests.serving import PROJECT

CASES = int(os.environ.get("COVERAGE_CASES", "150"))  # of all routes together; a thousand take some minutes
PATHS = list(description.openapi("")["paths"])
EACH = max(2, CASES // (2 * len(PATHS)))
GROWTH = 60  # MB from a quarter of the cases on: 16 of answers kept, the rest what libraries and DuckDB hold on to
CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_headers_conformance,
    checks.response_schema_conformance, checks.negative_data_rejection, checks.unsupported_method,
]  # fmt: skip


@pytest.fixture(scope="module")
def described(home: Path) -> Any:
    """Give the API as it describes itself, asked by this computer."""
    app = Starlette(routes=routes(lambda: True, PLENTY))

    async def from_here(scope, receive, send):
        if scope["type"] == "http":
            scope.setdefault("state", {})["person"] = at_hand()
        await app(scope, receive, send)

    refused = [str(status) for status, _ in KINDS.values() if 400 <= status < 500]
    held = {"checks": {"negative_data_rejection": {"expected-statuses": refused}}, "request-timeout": 120}
    config = SchemathesisConfig.from_dict(held)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", from_here, config=config)


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, mode) for path in PATHS for mode in GenerationMode if path != "/health" or mode.is_positive],
)
def test_a_case_made_from_the_description_is_answered_as_described(path: str, mode: Any, described: Any) -> None:
    @given(described[path]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=EACH, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def answered(case: Any) -> None:
        if mode.is_positive:
            _made_likely(case)
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        assert b"Traceback" not in answer.content
        assert str(PROJECT).encode() not in answer.content

    answered()


def _made_likely(case: Any) -> None:
    """Put what a reader may mean in place of most values, by chance that is the same in every run."""
    chance = random.Random(repr(sorted(case.query.items(), key=str)))
    for name, value in case.query.items():
        if name in LIKELY and chance.random() < 0.8:
            likely = chance.choice(LIKELY[name])
            case.query[name] = [likely] if isinstance(value, list) else likely


def test_cases_at_random_give_no_fault_no_trace_and_no_growth_of_memory_beyond_the_bound(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.api.fuzzing", str(CASES)],
        cwd=PROJECT, env={**os.environ, "COVERAGE_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert set(found["statuses"]) <= {"200", "400"}
    assert min(found["statuses"].values()) > CASES / 5  # it got past the first refusal, and was refused too
    first, *_, last = found["memory"]
    assert last - first < GROWTH


def test_the_page_for_people_names_every_address_parameter_and_problem_and_asks_nothing_of_elsewhere(
    home: Path,
) -> None:
    answer = asking().get("/api/v1/docs")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    described = description.openapi("/api/v1")
    for path, held in described["paths"].items():
        assert f'<a href="#{held["get"]["operationId"]}"><code>/api/v1{html.escape(path)}</code></a>' in answer.text
        for one in held["get"].get("parameters", []):
            assert f"<code>{one['name']}</code>" in answer.text
            assert html.escape(one["description"]).replace("&#x27;", "&#39;") in answer.text
    for kind, (status, title) in KINDS.items():
        assert (
            f'<tr id="{kind}"><th scope="row"><code>{kind}</code></th><td>{status}</td><td>{title}</td></tr>'
            in answer.text
        )
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="(?!#|/api/v1/)[^"]*', answer.text)
    policy = answer.headers["content-security-policy"]
    assert policy == documentation.policy()
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_the_description_says_where_the_api_lies_behind_a_path(home: Path) -> None:
    api = asking(below="/pantau")
    assert api.get("/pantau/api/v1/openapi.json").json()["servers"] == [{"url": "/pantau/api/v1"}]
    assert api.get("/pantau/api/v1/nothing").json()["type"] == "/pantau/api/v1/docs#not-found"
    assert '<a href="/pantau/api/v1/openapi.json">' in api.get("/pantau/api/v1/docs").text


def test_every_parameter_is_an_option_of_the_command_line_and_the_other_way_round() -> None:
    commands = {
        "/regions": "regions",
        "/metrics": "list",
        "/metrics/{id}": "get",
        "/targets": "target",
        "/sources": "sources",
    }
    for path, held in description.openapi("")["paths"].items():
        if path == "/health":
            continue
        command = commands.get(path, path.rpartition("/")[2])
        options = set(re.findall(r"^  --([a-z-]+)", parsed(command), re.MULTILINE)) - {"help"}
        named = {one["name"].replace("_", "-") for one in held["get"]["parameters"] if one["in"] == "query"}
        assert named == options, path


def parsed(command: str) -> str:
    """Give the help of a command of the command line."""
    written = io.StringIO()
    with redirect_stdout(written), pytest.raises(SystemExit):
        parser().parse_args([command, "--help"])
    return written.getvalue()
