"""Makes a bare page: a script that shows what a page of the product shows, by the same commands with constants in them.

What it costs is what any page of these elements costs in Streamlit; the product's own reading, measuring, wording and
drawing come on top.
"""

from __future__ import annotations

import pickle
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from benchmarks.recording import Call

TITLE_AND_TEXT = (
    'import streamlit as st\n\nst.title("Pantau Cakupan")\nst.write("How far is this region from its target?")\n'
)

SCRIPT = '''"""The elements of one page as constants; written by benchmarks/bare.py."""

import streamlit as st

from benchmarks.bare import constants

CONSTANTS = constants({folder!r})


def first():
    {page}


def other():
    pass


{frame}
'''


def write(calls: list[Call], folder: Path) -> Path:
    """Write the commands as a script, with its tables and figures beside it, and give the script.

    Of the pages that the navigation holds, the recorded one is the first of the bare script, whichever it is of ours. What
    a fragment draws a fragment draws here too: each of its elements is sent with its name.
    """
    constants: list[Any] = []
    frame: list[str] = []
    page: list[str] = []
    lines = frame
    names = {id(st._main): "st", id(st.sidebar): "st.sidebar", id(None): "st"}
    inhabited = {id(call.block) for call in calls}
    for fragment, together in groupby(enumerate(calls), key=lambda numbered: numbered[1].fragment):
        own = list(together)
        inside, drawn = names, lines
        if fragment is not None:  # its first command is Streamlit's own, and makes the block that it draws in
            (_, opened), *own = own
            inside, drawn = names | {id(block): "st" for block in opened.gave}, []
        for number, call in own:
            if call.name == "run":
                frame.append("page.run()")
                lines = drawn = page
            elif call.name == "navigation":
                frame.append(_navigation(call))
            else:
                inside |= {id(block): f"block_{number}_{place}" for place, block in enumerate(call.gave)}
                drawn.append(_command(call, inside, inhabited, constants))
        if fragment is not None:
            there = names[id(opened.block)]
            lines += ["@st.fragment", "def drawn():", *(f"    {line}" for line in drawn)]
            lines.append("drawn()" if there == "st" else f"with {there}: drawn()")
    (folder / "constants.pickle").write_bytes(pickle.dumps(constants))
    script = folder / "bare.py"
    text = SCRIPT.format(folder=str(folder), page="\n    ".join(page), frame="\n".join(frame))
    script.write_text(text, encoding="utf-8")
    return script


@cache
def constants(folder: str) -> list[Any]:
    """Give the constants of a bare page; read once a process, as if they were imported."""
    loaded: list[Any] = pickle.loads((Path(folder) / "constants.pickle").read_bytes())
    return loaded


def _command(call: Call, names: dict[int, str], inhabited: set[int], constants: list[Any]) -> str:
    """Write one command, and keep the blocks that it gives where something is drawn into one of them."""
    given = [_literal(value, constants) for value in call.arguments]
    given += [f"{option}={_literal(value, constants)}" for option, value in call.options.items()]
    blocks = [names[id(block)] for block in call.gave]
    kept = any(id(block) in inhabited for block in call.gave)
    left = "".join(f"{name}, " for name in blocks) if call.name in ("columns", "tabs") else "".join(blocks)
    return f"{left + ' = ' if kept else ''}{names[id(call.block)]}.{call.name}({', '.join(given)})"


def _navigation(call: Call) -> str:
    pages = [
        f"st.Page({'other' if number else 'first'}, title={title!r}, icon={icon!r}, "
        f"url_path={f'page-{number}'!r}, default={not number})"
        for number, (title, icon) in enumerate(call.arguments)
    ]
    return f"page = st.navigation([{', '.join(pages)}])"


def _literal(value: Any, constants: list[Any]) -> str:
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    constants.append(value)
    return f"CONSTANTS[{len(constants) - 1}]"
