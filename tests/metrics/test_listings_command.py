"""The lists that scripts begin with, regions and sources, and reasons in the reader's language."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from i18n import language, told
from metrics.rows import as_csv, said_in
from tests.metrics.conftest import rows

NATION_PROVINCES_REGENCIES_KANWIL = (1, 38, 514, 1)


def test_every_region_is_listed_once_with_its_level(ask: Any) -> None:
    listed = rows(ask("regions --format json"))
    levels = [row["level"] for row in listed]
    counts = tuple(levels.count(level) for level in ("national", "province", "regency", "kanwil"))
    assert counts == NATION_PROVINCES_REGENCIES_KANWIL
    assert [row["region_code"] for row in listed] == sorted({row["region_code"] for row in listed})
    assert {row["region_code"]: row for row in listed}["51.03"] == {
        "region_code": "51.03", "name": "Kabupaten Badung", "level": "regency", "kind": "kabupaten", "parent_code": "51",
        "kanwil_code": "KW-BANUSPA", "valid_from": None,
    }  # fmt: skip


def test_regions_are_chosen_by_code_by_what_they_lie_in_and_by_level(ask: Any) -> None:
    def codes(options: str) -> list[str]:
        return [row["region_code"] for row in rows(ask(f"regions {options} --format json"))]

    assert codes("--region 51.03,51") == ["51", "51.03"]
    assert codes("--region 51 --children") == [*(f"51.0{number}" for number in range(1, 9)), "51.71"]
    assert codes("--region KW-BANUSPA --children") == ["51", "52", "53", "91", "92", "93", "94", "95", "96"]
    assert codes("--region 51,51.03 --level regency") == ["51.03"]


def test_parts_of_no_region_are_exit_code_two(ask: Any) -> None:
    said = "--children needs the region whose parts are meant: write --region too, such as 51.\n"
    assert ask("regions --children") == (2, "", said)
    assert ask("regions --region 51.99")[0] == 2


def test_every_source_that_a_figure_cites_is_listed_and_can_be_chosen(ask: Any, query: Query) -> None:
    listed = rows(ask("sources --format json"))
    assert [row["source_id"] for row in listed] == sorted({row["source_id"] for row in listed})
    figure = rows(ask("get coverage --region 51 --base ucj --as-of 2025-03 --format json"))[0]
    assert figure["source_ids"] == ["bali-antaranews-com-2bdc37"]
    (cited,) = rows(ask(f"sources --source {figure['source_ids'][0]} --format json"))
    assert (cited["publisher"], cited["url"][:32]) == ("bali.antaranews.com", "https://bali.antaranews.com/beri")
    code, printed, said = ask("sources --source none")
    assert (code, printed) == (2, "")
    assert said.startswith("There is no source 'none'. There is: 123dok-com-7471a3, ")


def test_reasons_and_notes_come_in_the_language_asked_for(ask: Any) -> None:
    english, indonesian = (ask(f"get coverage --region 51.02 --format json --lang {lang}") for lang in ("en", "id"))
    assert english[:2] == indonesian[:2] == (0, "[]\n")
    assert english[2].startswith("No figure: ")
    assert indonesian[2].startswith("Belum ada angka: ")
    assert ask("get coverage --region 51.02 --format json") == english
    below = ask("get coverage --region 51.03 --children --lang id")[2]
    assert below == "51.03 adalah kabupaten/kota: tidak ada tingkat di bawahnya.\n"
    targets = [rows(ask(f"target --region 51.03 --lang {lang} --format json")) for lang in ("en", "id")]
    said = [{row["reason"] for row in each} - {None} for each in targets]
    assert len(said[0]) == len(said[1]) > 2
    assert not said[0] & said[1]
    figures = [[row | {"reason": None} for row in each] for each in targets]
    assert figures[0] == figures[1]


def test_a_reason_of_several_sentences_is_said_sentence_by_sentence() -> None:
    say = language("id")
    printed = "The source prints only the percentage: no number of people is made from it."
    nothing = "There is nothing to divide by: the count below the line is zero."
    own = told("Only {sent} of {parts} regencies and cities sent this for one month, and their sum needs all of them.",
               sent=2, parts=9)  # fmt: skip
    frame = pd.DataFrame(
        {"reason": [f"{printed} {nothing}", own, f"{nothing} Not ours.", None], "name": [nothing] * 4}, dtype=object
    )
    said = said_in(frame, say)
    assert list(said["reason"]) == [f"{say(printed)} {say(nothing)}", say(own), f"{say(nothing)} Not ours.", None]
    assert say(printed) != printed
    assert list(said["name"]) == [nothing] * 4  # a name is loaded text, and stays
    assert said_in(frame, language("en")) is frame


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_written_as_text_and_a_number_as_it_is(start: str) -> None:
    frame = pd.DataFrame({"name": [f"{start}1+1", "Bali"], "gap": [-0.25, None], "people": [-3, None]}, dtype=object)
    first, second = as_csv(frame).splitlines()[-2:] if start != "\r" else as_csv(frame).split("\n")[1:3]
    assert first.strip('"').startswith(f"'{start}1+1")
    assert first.endswith(",-0.25,-3")
    assert second == "Bali,,"


def test_lists_inside_a_row_are_texts_in_csv_and_lists_in_json(ask: Any) -> None:
    as_rows = json.loads(ask("list --format json")[1])
    assert {row["metric"]: row["bases"] for row in as_rows}["formal_coverage"] == ["bps_formal"]
    (line,) = [one for one in ask("list --format csv")[1].splitlines() if one.startswith("coverage,")]
    assert ",ucj;bps;bps_pu_bpu;bps_formal;bps_informal;potential;plan;unstated," in line
