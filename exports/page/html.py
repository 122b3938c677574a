"""The page itself: a template, the looks, one script, and a policy that lets nothing in from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from charts.theme import FONT, Theme, theme
from exports.briefing.model import Briefing
from exports.briefing.notes import notes_of
from exports.page import plotly
from exports.page.drawing import charts
from exports.page.view import lines, seen
from exports.page.words import words
from i18n import language

FOLDER = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
ROLES = (
    "background", "text", "muted", "focus", "peer", "rest", "target", "caution", "better", "worse", "outline", "grid",
)  # fmt: skip


def page_html(told: Briefing, *, at_once: bool = False) -> bytes:
    """Write a briefing as a page in one file.

    Args:
        told: the briefing.
        at_once: whether its charts stand when the page is loaded, not a moment later: for a program that prints it. The file
            is then 3 MB larger.

    Returns:
        HTML in UTF-8. It asks no machine for anything: script, looks and figures are in it, and its own policy forbids the
        rest. Every loaded text stands in it as text. Without a script all words, numbers and tables can still be read.
    """
    say = language(told.lang)
    style = _style(told)
    cover = told.findings[0]
    page = TEMPLATES.get_template("page.html.j2").render(
        told=told,
        at_once=at_once,
        told_of=lines(cover.reading),
        cover_notes=lines(notes_of(cover, told, say)),
        findings=seen(told, say),
        words=words(told, say),
        policy=policy(),
        # The only texts that are not escaped: our own files, numbers as JSON, and Plotly's script.
        style=Markup(style),
        script=Markup(_script()),
        charts=Markup(charts(told)),
        plotly=Markup(plotly.script() if at_once else plotly.packed()),
    )
    return page.encode()


def policy() -> str:
    """Give the Content-Security-Policy: two scripts known by their marks, pictures made here, no network at all."""
    allowed = {
        "default-src": "'none'",
        "script-src": f"{plotly.digest_of(_script().encode())} {plotly.digest()}",
        "style-src": "'unsafe-inline'",  # Plotly writes style attributes while it draws
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {which}" for what, which in allowed.items())


def css_text(text: str) -> str:
    """Give a text as CSS reads it, every sign but letters and digits by its number: nothing in it ends the text."""
    return '"' + re.sub(r"[^A-Za-z0-9]", lambda sign: f"\\{ord(sign.group()):06x}", text) + '"'


def _script() -> str:
    return _file("page.js") + _file("show.js")


def _style(told: Briefing) -> str:
    say = language(told.lang)
    foot = f"{told.name} · {say.period(told.as_of)}"
    flag = say("DEMO") if told.example else ""
    return "\n".join(
        [
            f":root {{ --font: {FONT}; {_colours(theme('light'))} }}",
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours(theme('dark'))} }} }}",
            f"@page {{ @bottom-left {{ content: {css_text(foot)} }} }}",
            f"@page example {{ @top-right {{ content: {css_text(flag)} }} }}",
            _file("page.css"),
            _file("show.css"),
        ]
    )


def _colours(look: Theme) -> str:
    return " ".join(f"--{role}: {getattr(look, role)};" for role in ROLES)


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
