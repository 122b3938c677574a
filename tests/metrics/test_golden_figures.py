"""Figures change on purpose only: with ``python -m tests.golden.write`` and a line under Figures in the changelog."""

from data.store import Query
from tests.golden.write import FIGURES, golden


def test_no_figure_has_changed(query: Query) -> None:
    was = FIGURES.read_text(encoding="utf-8").splitlines()
    now = golden(query).splitlines()
    assert [line for line in was if line not in set(now)] == []
    assert [line for line in now if line not in set(was)] == []
