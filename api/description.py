"""The API described for machines (OpenAPI 3.1), made from the options of the command line themselves."""

from __future__ import annotations

import argparse
from functools import cache
from typing import Any

from api import questions
from api.problems import KINDS, MEDIA_TYPE
from data.standing import SMALL
from metrics import asked as asking
from metrics._model import COLUMNS
from metrics.analyses.target import COLUMNS as OF_TARGETS
from metrics.catalogue import metrics
from metrics.listings import REGION_COLUMNS

Part = dict[str, Any]

VERSION = "1"
ABOUT = (
    "The figures of the pages and of `python -m metrics`, with the same names, statuses, reasons and sources. Shares are 0 to 1 "
    "in full precision; what is not known is null with its reason; `status` says whether a figure is reported, published, "
    "summed, estimated or of the demonstration set."
)
MONTH = r"^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$"
_MONTHS = ("as_of", "since", "until", "deadline")
_TEXT: Part = {"type": "string"}
_WORDS: Part = {"type": ["string", "null"]}
_NUMBER: Part = {"type": ["number", "null"]}
_COUNT: Part = {"type": ["integer", "null"]}
_FLAG: Part = {"type": ["boolean", "null"]}
_LIST: Part = {"type": "array", "items": _TEXT}
_OF_FIGURE: dict[str, Part] = {
    **dict.fromkeys(COLUMNS, _WORDS),
    **dict.fromkeys(("numerator", "denominator", "value", "printed", "low", "high"), _NUMBER),
    **dict.fromkeys(("parts_present", "parts_expected"), _COUNT),
    **dict.fromkeys(("conflict", "suppressed"), _FLAG),
    **dict.fromkeys(("source_ids", "batch_ids"), _LIST),
    "region_code": _TEXT,
    "status": {"type": "string", "enum": ["reported", "published", "summed", "estimated", "demonstration"]},
}
_ANY: Part = {"type": ["string", "number", "boolean", "array", "null"], "items": _TEXT}
_ROWS: dict[str, dict[str, Part]] = {
    "Figure": _OF_FIGURE,
    "Target": dict.fromkeys(OF_TARGETS, _ANY),
    "Region": dict.fromkeys(REGION_COLUMNS, _WORDS),
    "Metric": {
        **dict.fromkeys(("metric", "unit", "better", "meaning"), _TEXT),
        **dict.fromkeys(("bases", "needs", "held"), _LIST),
    },
    "Source": dict.fromkeys(("source_id", "publisher", "url", "published_on"), _WORDS),
}


def openapi(base: str) -> Part:
    """Describe the API; ``base`` is the path that it lies at."""
    return {**_described(), "servers": [{"url": base}]}


@cache
def _described() -> Part:
    figure = _parameter("id", "the metric", {"type": "string", "enum": list(metrics())}, place="path", is_required=True)
    paths = {
        "/regions": _path("regions", "regions", "Region"),
        "/metrics": _path("metrics", "list", "Metric"),
        "/metrics/{id}": _path("figures", "get", "Figure", figure),
        "/targets": _path("targets", "target", "Target"),
        **{f"/analyses/{name}": _path(f"analysis-{name}", name, "Row") for name in questions.analyses()},
        "/sources": _path("sources", "sources", "Source"),
        "/health": {"get": _health()},
    }
    rows = {name: {"type": "object", "properties": held, "required": list(held)} for name, held in _ROWS.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pantau Cakupan", "version": VERSION, "description": ABOUT},
        "paths": paths,
        "security": [{}, {"token": []}],
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Made by an administrator: python -m data token create. On this computer without a file "
                    "of access none is needed.",
                }
            },
            "schemas": {
                **rows,
                "Row": {"type": "object", "additionalProperties": _ANY},
                "Problem": _problem(),
            },
        },
    }


def _path(name: str, command: str, row: str, *more: Part) -> Part:
    about = asking.analyses()[command].HELP if command in asking.analyses() else _ABOUT[command]
    operation = {
        "operationId": name,
        "summary": about,
        "description": f"As `python -m metrics {command}`.",
        "parameters": [*more, *map(_of_option, questions.options(command)), _HELD],
        "responses": {
            "200": {
                "description": "The rows; an empty list, with the reason in Coverage-Note, where no figure is held.",
                "headers": _HEADERS,
                "content": {
                    "application/json": {"schema": {"type": "array", "items": {"$ref": f"#/components/schemas/{row}"}}},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            "304": {"description": "The answer is the one that the reader holds.", "headers": _HEADERS},
            **_problems(),
        },
    }
    return {"get": operation}


def _of_option(action: argparse.Action) -> Part:
    """Describe one option of the command line as a parameter."""
    name = action.option_strings[0].lstrip("-").replace("-", "_")
    return _parameter(
        name,
        str(action.help),
        _schema(name, action),
        is_required=action.required,
        is_repeated=questions.is_repeated(action),
    )


def _schema(name: str, action: argparse.Action) -> Part:
    if name == "format":
        return {"type": "string", "enum": list(questions.FORMATS), "default": questions.FORMATS[0]}
    if questions.is_switch(action):
        return {"type": "boolean", "default": False}
    bounded = {"minimum": SMALL} if name == "small" else {}
    kinds: dict[Any, Part] = {int: {"type": "integer", **bounded}, float: {"type": "number"}}
    one = dict(kinds.get(action.type, {"type": "string", "maxLength": questions.LONGEST}))
    if action.choices is not None:
        one = {"type": "string", "enum": list(action.choices)}
    if name in _MONTHS:
        one["pattern"] = MONTH
    if questions.is_repeated(action):
        return {"type": "array", "items": one, "maxItems": questions.MOST_VALUES // 4}
    return one if action.default is None else {**one, "default": action.default}


def _parameter(
    name: str, about: str, schema: Part, *, place: str = "query", is_required: bool = False, is_repeated: bool = False
) -> Part:
    found = {"name": name, "in": place, "description": about, "required": is_required, "schema": schema}
    return found | ({"style": "form", "explode": True} if is_repeated else {})


def _problems() -> Part:
    """Describe what is said where a question is not answered, by status."""
    by_status: dict[int, list[str]] = {}
    for kind, (status, _) in KINDS.items():
        by_status.setdefault(status, []).append(kind)
    return {
        str(status): {
            "description": "; ".join(KINDS[kind][1] for kind in kinds),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, kinds in sorted(by_status.items())
    }


def _problem() -> Part:
    held = {
        "type": _TEXT,
        "title": _TEXT,
        "detail": _TEXT,
        "status": {"type": "integer"},
        "where": _WORDS,
        "remedy": _TEXT,
    }
    return {"type": "object", "properties": held, "required": list(held)}


def _health() -> Part:
    held = {"alive": _FLAG, "ready": _FLAG, "store": _WORDS, "published_at": _WORDS, "age_seconds": _COUNT}
    content = {"application/json": {"schema": {"type": "object", "properties": held, "required": list(held)}}}
    return {
        "operationId": "health",
        "summary": "whether the server lives, is ready, and which store it answers from, published when",
        "description": "Asked by a proxy, without a token.",
        "security": [{}],
        "responses": {
            "200": {"description": "Ready.", "content": content},
            "405": _problems()["405"],
            "503": {"description": "Alive and not ready yet.", "content": content},
        },
    }


_ABOUT = {
    "regions": "every region with its code, level and what it lies in",
    "list": "every metric with its unit, bases, what it needs and the statuses held",
    "sources": "who published what figures are cited by, and where",
    "get": "the figures of one metric",
}
_HELD = _parameter("If-None-Match", "tags of the answers that the reader holds", {"type": "string"}, place="header")
_HEADERS: Part = {
    "ETag": {"description": "names the answer: store, question and code", "schema": {"type": "string"}},
    "Coverage-Store": {"description": "version of the store that was asked", "schema": {"type": "string"}},
    "Coverage-Note": {
        "description": "why there is no row, or what has no answer; letters outside ASCII are percent-encoded",
        "schema": {"type": "string"},
    },
}
