"""What the walk holds against the command line: a page that says something else is found out."""

from __future__ import annotations

from dataclasses import replace

from i18n import language
from tests.browser.stands import Row, Stands, differs

SAY = language("en")
FIGURE: Row = {
    "period": "2025-12", "base": "ucj", "status": "published", "value": 0.5388, "numerator": None, "denominator": None,
    "printed": 0.5388, "source_ids": ["one"],
}  # fmt: skip
SHOWN = {
    "Region": "Bali", "Value": "53.88%", "As printed": "53.88%", "Date": "December 2025; older than a year",
    "Base": "UCJ base", "Status": "published", "Source": "Antara, 1 December 2025",
}  # fmt: skip


def test_a_row_that_says_the_same_differs_in_nothing() -> None:
    assert differs(SHOWN, FIGURE, SAY) == []


def test_every_part_of_a_row_is_compared() -> None:
    wrong = {
        "Value": "53.89%", "As printed": "", "Date": "November 2025", "Base": "Sakernas", "Status": "estimated",
        "Source": "Antara; BPS", "People": "1,234",
    }  # fmt: skip
    for column, text in wrong.items():
        assert len(differs(SHOWN | {column: text}, FIGURE, SAY)) == 1, column


def test_a_card_is_held_against_its_value_and_what_stands_below_it() -> None:
    page = Stands(SAY, "", "", 0, [("Arrears, Dec 2025", "Rp1 billion", "Rp1 billion demonstration")], [], {}, [])
    right, wrong, unheld, unfound = (replace(page, faults=[]) for _ in range(4))
    right.card("Arrears", "Rp1 billion", "demonstration")
    wrong.card("Arrears", "Rp2 billion", "published")
    unheld.card("Arrears", None)
    unfound.card("Received", None)
    assert [len(one.faults) for one in (right, wrong, unheld, unfound)] == [0, 2, 1, 1]
