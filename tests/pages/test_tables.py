"""The tables behind the figures: each cell is the frame's value as the language prints it, and nothing is left out."""

from typing import Any

import pytest

from i18n import LANGUAGES, Language, language
from metrics.analyses.target import OLD_BOUNDARY
from metrics.overview import BETWEEN_NOTES
from pages.parts import tables
from tests.pages import rows, seen
from tests.pages.rows import KNOWN, frame


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Language:
    """Give each language in turn."""
    return language(request.param)


def figure(**changes: Any) -> dict[str, Any]:
    """Give a figure of which nothing is recorded beside it, changed."""
    return rows.figure(note=None, **changes)


def percentage(**changes: Any) -> dict[str, Any]:
    """Give a percentage of which nothing is recorded beside it, changed."""
    return rows.percentage(note=None, **changes)


def target(**changes: Any) -> dict[str, Any]:
    """Give a target with all that is known of the figures it is read on, changed."""
    usual = {"figure_is_old": False, "figure_approx": False, "figure_certainty": "stated", "figure_note": None,
             "figure_series": "ucj_report", "judged_approx": None, "judged_series": None}  # fmt: skip
    return rows.target(**{**usual, **changes})


def cells(say: Language, *made: dict) -> list[dict[str, str]]:
    """Give the rows of the table of figures by the words of its head."""
    return tables.figures(frame(*made), KNOWN, say).to_dict("records")


def test_every_part_of_a_figure_has_its_cell(say: Language) -> None:
    (row,) = cells(say, figure())
    assert {name: seen.bare(text) for name, text in row.items()} == {
        say("Region"): "Bali",
        say("Value"): say.percent(935079 / 1873899, 2),
        say("As printed"): say.percent(0.5088, 2),
        say("People"): say.number(935079),
        say("Of (people)"): say.number(1873899),
        say("Date"): say.period("2025-03"),
        say("Base"): say("UCJ base"),
        say("Status"): say("published"),
        say("Source"): f"[bali.antaranews.com](https://bali.antaranews.com/berita/1), {say.date('2025-04-30')}",
        say("Remark"): say("The printed share contradicts its own parts."),
    }


def test_numbers_are_printed_as_the_language_prints_them() -> None:
    (indonesian,), (english,) = cells(language("id"), figure()), cells(language("en"), figure())
    assert (indonesian["Nilai"], english["Value"]) == ("49,90%", "49.90%")
    assert (indonesian[language("id")("Date")], english["Date"]) == ("Maret 2025", "March 2025")


def test_a_percentage_alone_has_no_people_and_a_missing_figure_has_only_words(say: Language) -> None:
    whole, share, missing = cells(say, figure(), percentage(name="Badung"), rows.MISSING)
    assert whole[say("People")]
    assert (share[say("Value")], share[say("People")], share[say("Of (people)")]) == (say.percent(0.5868, 2), "", "")
    assert missing.pop(say("Region")) == "Kabupaten Buleleng"
    assert missing.pop(say("Value")) == say("no figure yet")
    assert set(missing.values()) == {""}


def test_a_column_that_is_empty_throughout_is_left_out(say: Language) -> None:
    (row,) = cells(say, percentage())
    assert say("People") not in row
    assert say("Remark") not in row
    (missing,) = cells(say, rows.MISSING)
    assert list(missing) == [say("Region"), say("Value")]


def test_zero_is_a_value_and_not_a_missing_one(say: Language) -> None:
    (row,) = cells(say, figure(value=0.0, numerator=0, printed=0.0))
    assert (row[say("Value")], row[say("People")]) == (say.percent(0, 2), say.number(0))


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"base_certainty": "inferred"}, "Base", " (inferred)"),
        ({"is_old": True}, "Date", "; older than a year"),
        ({"approx": True}, "Remark", "Rounded in print."),
        ({"boundary": "before-2022-split"}, "Remark", "Boundaries before the split of 2022."),
        ({"reason": "The source prints only the percentage: no number of people is made from it."}, "Remark",
         "The source prints only the percentage: no number of people is made from it."),
        ({"status": "estimated"}, "Status", "estimated"),
        ({"status": "demonstration"}, "Status", "DEMO"),
    ],
)  # fmt: skip
def test_what_is_to_be_known_of_a_figure_is_said(say: Language, changes: dict, column: str, words: str) -> None:
    (row,) = cells(say, figure(**changes))
    assert say(words) in row[say(column)]
    (usual,) = cells(say, figure())
    assert say(words) not in usual[say(column)]


def test_a_sum_says_how_many_parts_it_has(say: Language) -> None:
    (row,) = cells(say, figure(status="summed", parts_present=4, parts_expected=9))
    assert row[say("Status")] == say("summed") + say(", {present} of {expected}", present=4, expected=9)


def test_the_date_of_the_base_stands_beside_another_date_of_the_figure(say: Language) -> None:
    (row,) = cells(say, figure(period="2023-12", denominator_period="2023-08"))
    assert row[say("Date")] == say.period("2023-12") + say("; base of {period}", period=say.period("2023-08"))


def test_each_of_several_sources_is_named_with_its_date_and_linked_only_by_a_web_address(say: Language) -> None:
    words = tables.sources(["antara", "talk", "undated", "spoken"], KNOWN, say)
    assert words.split("; ") == [
        f"[bali\\.antaranews\\.com](https://bali.antaranews.com/berita/1), {say.date('2025-04-30')}",
        f"Paritrana \\*2023\\*, {say.date('2023-02-14')}",
        "[github\\.com](https://github.com/x)",
        f"javascript, {say.date('2025')}",
    ]


def test_a_hostile_name_is_text(say: Language) -> None:
    (row,) = cells(say, figure(name="**[x](javascript:alert(1))** <script>"))
    assert seen.bare(row[say("Region")]) == "**[x](javascript:alert(1))** <script>"
    assert seen.links(row[say("Region")]) == []


def goals(say: Language, places, *made: dict) -> list[dict[str, str]]:
    """Give the rows of both tables of targets by the words of their heads."""
    first = tables.targets(frame(*made), say).to_dict("records")
    second = tables.target_sources(frame(*made), places, KNOWN, say).to_dict("records")
    return [{**one, **other} for one, other in zip(first, second, strict=True)]


def test_every_part_of_a_target_has_its_cell(say: Language, places) -> None:
    (row,) = goals(say, places, target())
    assert row[say("Target")] == f"**{say.percent(0.7386, 2)}**, {say.short_period('2026-12')}"
    assert row[say("Set by")] == ("Kemendagri" if say.code == "id" else "Home Ministry")
    assert row[say("Read on")] == say("UCJ base")
    assert row[say("Figure now")].startswith(f"{say.percent(0.5388)} ({say.short_period('2025-12')}")
    assert row[say("Gap")] == say.points(-0.1998, signed=True)
    assert row[say("Progress")] == f"▼ {say('Far behind')}"
    assert "bali.antaranews.com/berita/1" in row[say("Source")]


def test_a_target_of_a_whole_is_read_on_a_base_and_says_for_whom_it_was_set(say: Language, places) -> None:
    (row,) = goals(say, places, target(value_target=0.65, inherited_from="KW-BANUSPA", reading="ucj"))
    assert row[say("Target")].startswith("**65%**")
    assert row[say("Read on")] == say("if read on {base}", base=say("UCJ base"))
    assert row[say("Set by")].endswith("Banuspa")


def test_the_gap_in_people_is_printed_or_said_to_be_unknown(say: Language, places) -> None:
    known, unknown = goals(
        say,
        places,
        target(gap_people=282956),
        target(people_reason="The source prints only a percentage: the gap in people is not known."),
    )
    points = say.points(-0.1998, signed=True)
    reason = "The source prints only a percentage: the gap in people is not known."
    assert known[say("Gap")] == f"{points}; {say('{number} people', number=say.number(282956))}"
    assert unknown[say("Gap")] == points
    assert unknown[say("Remark")] == say(reason)


def test_a_target_in_people_and_one_without_a_figure(say: Language, places) -> None:
    people, nothing = goals(
        say,
        places,
        target(unit="people", value_target=70_000_000, current=50_000_000, gap_points=None, gap_people=20_000_000),
        target(current=None, current_period=None, gap_points=None, progress="unknown", reason="No figure within three "
               "months of the deadline."),
    )  # fmt: skip
    assert people[say("Target")].startswith(f"**{say('{number} people', number=say.number(70_000_000))}**")
    assert people[say("Figure now")].startswith(say.number(50_000_000))
    assert nothing[say("Figure now")] == say("no figure yet")
    assert nothing[say("Remark")] == say("No figure within three months of the deadline.")


def test_a_goal_that_is_passed_shows_how_far_it_is_passed(say: Language, places) -> None:
    (row,) = goals(say, places, target(current=0.7, value_target=0.65, gap_points=-0.05, progress="reached"))
    assert row[say("Gap")] == say.points(0.05, signed=True)
    assert row[say("Progress")] == f"✓ {say('Reached')}"


def test_a_rounded_an_old_and_an_inferred_figure_are_said_to_be_so(say: Language, places) -> None:
    (row,) = goals(say, places, target(figure_approx=True, figure_is_old=True, figure_certainty="inferred"))
    share = say("about {value}", value=say.percent(0.5388))
    assert row[say("Figure now")] == f"{share} ({say.short_period('2025-12')}{say('; older than a year')})"
    assert row[say("Read on")] == say("UCJ base") + say(" (inferred)")


def test_the_pace_and_where_it_is_counted_from_can_be_read(say: Language, places) -> None:
    known, short = goals(say, places, target(), target(pace=None, progress="unknown"))
    start = say("from {baseline} ({period})", baseline=say.percent(0.5233), period=say.short_period("2025-06"))
    assert known[say("Pace")] == say("{share} of the pace needed, {start}", share=say.percent(0.22, 0), start=start)
    assert short[say("Pace")] == start


def test_another_series_than_the_figure_now_is_said_where_it_decided(say: Language, places) -> None:
    people = {"unit": "people", "value_target": 53_520_000, "current": 41_380_000, "gap_points": None,
              "judged": 45_200_000, "judged_period": "2024-12", "progress": "missed", "baseline": None,
              "figure_series": "kemnaker", "judged_approx": True}  # fmt: skip
    other, same = goals(
        say, places, target(**people, judged_series="annual_report"), target(**people, judged_series="kemnaker")
    )
    number = say("about {value}", value=say.number(45_200_000))
    date = say.short_period("2024-12")
    words = say("; another series than the figure now")
    assert other[say("Progress")] == f"✕ {say('Missed')}: {number} ({date}{words})"
    assert same[say("Progress")] == f"✕ {say('Missed')}: {number} ({date})"


def test_what_the_facts_record_is_a_remark_and_text_only(say: Language, places) -> None:
    (row,) = cells(say, percentage() | {"note": "almost **69** [percent](http://x)"})
    assert seen.bare(row[say("Remark")]) == say("Note: {note}.", note="almost **69** [percent](http://x)")
    assert seen.links(row[say("Remark")]) == []
    (goal,) = goals(say, places, target(note="inferred for Bali", figure_note="as quoted", reason="Judged on the "
                    "figure nearest to the deadline."))  # fmt: skip
    assert seen.bare(goal[say("Remark")]) == " ".join(
        [
            say("Judged on the figure nearest to the deadline."),
            say("Note: {note}.", note="inferred for Bali"),
            say("Note: {note}.", note="as quoted"),
        ]
    )


def test_a_remark_of_the_facts_is_said_in_the_language_of_the_reader() -> None:
    note = tables.note("rounded; Kemnaker", language("id"))
    assert seen.bare(note) == "dibulatkan; Kemnaker"
    assert seen.bare(tables.note("rounded; Kemnaker", language("en"))) == "rounded; Kemnaker"
    # What an office wrote stays as it is, also where it looks like a placeholder.
    assert seen.bare(tables.note("menunggu {berkas}", language("en"))) == "menunggu {berkas}"
    assert tables.note(None, language("id")) == ""


def test_two_remarks_of_one_figure_are_each_said() -> None:
    row = percentage() | {"note": f"rounded in source{BETWEEN_NOTES}APBD 2025"}
    (shown,) = cells(language("id"), row)
    assert seen.bare(shown["Catatan"]) == "Catatan: dibulatkan di sumber. Catatan: APBD 2025."


def test_a_figure_of_the_old_area_is_not_said_to_be_missing(say: Language, places) -> None:
    (row,) = goals(
        say, places, target(current=None, current_period=None, gap_points=None, baseline=None, reason=OLD_BOUNDARY)
    )
    assert (row[say("Figure now")], row[say("Remark")]) == ("–", say(OLD_BOUNDARY))
