"""What changed is said in at most three lines, each from its own rows, the largest first."""

import pandas as pd
import pytest

from charts.changes import change_lines
from i18n import LANGUAGES, Language, language
from metrics.analyses.news import COLUMNS, News
from metrics.territory import Territory


@pytest.fixture
def places() -> Territory:
    columns = ["region_code", "name", "level", "parent_code", "kanwil_code"]
    rows = [("51", "Bali", "province", "ID", None), ("51.03", "Kabupaten Badung", "regency", "51", None),
            ("51.08", "Kabupaten Buleleng", "regency", "51", None)]  # fmt: skip
    return Territory(pd.DataFrame(rows, columns=columns))


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Language:
    return language(request.param)


def row(kind: str, code: str, **more: object) -> dict[str, object]:
    months = {"period_then": "2025-11", "period_now": "2025-12", "status": "demonstration", "segment": "total"}
    return {**dict.fromkeys(COLUMNS), **months, "kind": kind, "region_code": code, **more}


def news(*rows: dict[str, object]) -> News:
    return News("51", "ucj", "2025-11", "2025-12", ("51.03", "51.08"), pd.DataFrame(rows, columns=list(COLUMNS)))


SHARE = row("coverage", "51", value_then=0.5233, value_now=0.5388, difference=0.0155, status="published")
PARTS = (row("coverage", "51.03", difference=0.01, numerator_difference=80),
         row("coverage", "51.08", difference=-0.02, numerator_difference=-90))  # fmt: skip


def test_share_segments_and_parts_stand_in_a_line_each_the_largest_first(places: Territory) -> None:
    say = language("id")
    segments = [row("segment", "51", segment=name, difference=change, numerator_difference=change)
                for name, change in (("PU", 299), ("BPU", 871), ("JAKON", -33_130), ("PMI", 55))]  # fmt: skip
    moved = [row("moved_most", "51.08", numerator_difference=-90), row("moved_most", "51.03", numerator_difference=80)]
    made = news(SHARE, *PARTS, *segments, *moved, row("fell", "51.08"))
    assert change_lines(made, places, say) == [
        "Cakupan 53,9% (Des 2025): +1,6 poin persen sejak Nov 2025",
        "CONTOH · Peserta aktif, Nov 2025 sampai Des 2025: JAKON −33.130, BPU +871, PU +299",
        "CONTOH · Perubahan terbesar, Nov 2025 sampai Des 2025: Buleleng −90, Badung +80; cakupan turun di 1 dari 2 wilayah",
    ]


def test_what_is_not_known_is_left_out(places: Territory, say: Language) -> None:
    old = row("coverage", "51", value_now=0.5388, period_then=None, status="published")
    assert change_lines(news(old), places, say) == [
        say(
            "Coverage: nothing newer than {share} ({period})",
            share=say.percent(0.5388),
            period=say.short_period("2025-12"),
        )
    ]
    assert change_lines(news(row("coverage", "51", status=None)), places, say) == [say("No coverage figure yet")]


def test_a_change_that_prints_as_zero_is_called_none(places: Territory, say: Language) -> None:
    (line,) = change_lines(news({**SHARE, "difference": 0.0004}), places, say)
    assert say("unchanged") in line
