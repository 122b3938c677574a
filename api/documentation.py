"""The description of the API for people: one page, made from what machines read, that needs no script and no network."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from api.problems import KINDS

STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem; border: 1px solid }
div { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
td:last-child { min-width: 10rem; overflow-wrap: anywhere }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid }
"""


def page(described: dict[str, Any]) -> str:
    """Write the page of a description; every text of it stands there as text."""
    return _template().render(described=described, base=described["servers"][0]["url"], kinds=KINDS, style=STYLE)


def policy() -> str:
    """Give the policy under which the page is read: its own looks and nothing else."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@cache
def _template() -> Template:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template("documentation.html.j2")
