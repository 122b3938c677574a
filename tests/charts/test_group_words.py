"""Groups of workers that sources print have words in both languages."""

import csv

from charts.group_words import group_words
from charts.words import segment_words
from data.home import FACTS
from i18n import language


def printed() -> set[str]:
    """Give every group of workers that the published figures name."""
    with (FACTS / "published_figures.csv").open(encoding="utf-8", newline="") as lines:
        return {row["worker_category"] for row in csv.DictReader(lines) if row["worker_category"]}


def test_every_group_that_a_source_prints_has_its_words() -> None:
    in_indonesian = {code: group_words(code, language("id")) for code in printed()}
    assert [code for code, words in in_indonesian.items() if words == code] == []
    assert in_indonesian["village officials and RT/RW"] == "Perangkat desa, RT/RW"
    assert group_words("jumantik", language("en")) == "Mosquito larva inspectors (jumantik)"


def test_a_group_is_said_as_a_segment_too_and_an_unknown_one_as_it_is() -> None:
    assert segment_words("fishers", language("id")) == "Nelayan"
    assert segment_words("PU", language("id")) == "PU"
    assert group_words("penyadap nira", language("en")) == "penyadap nira"
