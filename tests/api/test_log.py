"""The log for machines: a JSON object a line, and nothing in it that tells of a person."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from api.log import Lines, route


def line(**more: object) -> dict[str, object]:
    record = logging.LogRecord("data.intake", logging.ERROR, "intake.py", 1, "%s was\nnot published", ("x.xlsx",), None)
    record.__dict__.update(more)
    text = Lines().format(record)
    assert "\n" not in text
    found: dict[str, object] = json.loads(text)
    return found


def test_a_line_says_when_how_grave_from_where_and_what() -> None:
    found = line(created=1_764_460_800.25)
    assert found == {
        "time": "2025-11-30T00:00:00.250+00:00",
        "level": "error",
        "logger": "data.intake",
        "message": "x.xlsx was\nnot published",
    }


def test_an_error_stands_on_one_line_with_its_trace() -> None:
    try:
        raise ValueError("seven")
    except ValueError:
        found = line(exc_info=sys.exc_info())
    assert str(found["trace"]).endswith("ValueError: seven\n")


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/", "/"),
        ("/pantau/tren", "/pantau/tren"),
        ("/api/v1/metrics/coverage", "/api/v1/metrics/coverage"),
        ("/_stcore/upload_file/8d1f0c2e/55aa", "/_stcore/upload_file"),
        ("/pantau/_stcore/upload_file/8d1f0c2e/55aa", "/_stcore/upload_file"),
        ("/media/1f2e3d.csv", "/media"),
        ("/Budi Santoso", "other"),
        ("/tren/budi@example.id", "other"),
        ("/" + "a" * 200, "other"),
    ],
)
def test_of_an_address_only_the_route_is_logged(path: str, logged: str) -> None:
    assert route(path) == logged
