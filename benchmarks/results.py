"""What the benchmarks found so far, a section a part: a run replaces those that it measured and leaves the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.report import Line, table

ABOUT = """# What the benchmarks found

Written by `make bench` (`python -m benchmarks`). Every ratio is of two medians measured in turn, A B A B, in one run; in
brackets stands the fastest. Ratios hold on other machines, the absolute times only on this one. An aim in seconds is held
against the fastest, because whatever else the machine does only adds to it. Above each table stands when and on what its
part was run.

- The bare page calls the same Streamlit commands as Ringkasan with constants in them, and is served by the same `serve.py`.
- The bare SQL is the metric's own, with the same filters, columns and division; it does not pick, compare or sort.
- Of a page with a title and a text nothing but Streamlit's own start is left; charts alone cost more than that. Both stand
  here, for "a bare page" can be read either way. A bare page gets its elements when they arrive, ours runs their code ahead.
- A page is fully drawn when the script has ended, every chart has its marks, the last heading can be seen and no
  placeholder is left. Process and browser profile are fresh, the store is published.
- The bare scan of a register reads the same columns of the same files and groups them by region, month and segment, with sums and
  counts; each way is a process of its own, Python's start left out, its memory the most that process ever held.
"""
_SECTION = re.compile(r"^## (\w+)\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def section(run_on: str, lines: list[Line]) -> str:
    """Give the text of one part: when and on what it was run, and its table."""
    return f"{run_on}\n\n{table(lines)}"


def keep(file: Path, found: Mapping[str, str], order: Iterable[str]) -> None:
    """Write what was found into the file.

    Args:
        file: its sections of parts that were not run now stay as they are; of parts that are no more they go.
        found: text by part.
        order: all parts, as they are to stand.
    """
    held = dict(_SECTION.findall(file.read_text(encoding="utf-8"))) if file.exists() else {}
    texts = {name: {**held, **found}.get(name) for name in order}
    sections = "".join(f"\n## {name}\n\n{text.strip()}\n" for name, text in texts.items() if text)
    file.write_text(ABOUT + sections, encoding="utf-8")
