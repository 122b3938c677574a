"""What a briefing can be written as: a line a kind, and nothing else needs to know of it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from data.problem import DataError
from exports.briefing import Briefing


class CannotMake(DataError):
    """This machine lacks what a kind of file needs; the message says what, and what can be made without it."""


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Args:
        suffix: that its files end in.
        about: what it is, for the help of the command.
        maker: ``module:function`` that takes a ``Briefing`` and gives the bytes of the file, or raises ``CannotMake``;
            imported only when it is asked for, since each kind needs a library that the others do without.
    """

    suffix: str
    about: str
    maker: str

    def make(self, told: Briefing) -> bytes:
        """Make the file of a briefing.

        Raises:
            CannotMake: when this machine lacks what it takes.
        """
        module, _, name = self.maker.partition(":")
        maker: Callable[[Briefing], bytes] = getattr(importlib.import_module(module), name)
        return maker(told)


KINDS = {
    "deck": Kind(".pptx", "slides: a finding a slide, with native charts and tables", "exports.deck:deck"),
    "workbook": Kind(
        ".xlsx", "a workbook: a sheet a table, with live formulas and charts", "exports.workbook:workbook"
    ),
    "page": Kind(
        ".html", "a page in one file: reads and prints in any browser, needs no network", "exports.page:page_html"
    ),
    "pdf": Kind(".pdf", "the same page printed on A4, where this machine has a Chromium", "exports.page.pdf:page_pdf"),
}
