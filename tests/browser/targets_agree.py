"""Holds the cards and the table of targets, as they are printed, against the rows of the command line."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any

from charts import findings, words
from metrics._model import months_between
from tests.browser import printed
from tests.browser.command_line import Row, facts
from tests.browser.figures_agree import assert_sources, cells, short_name
from tests.browser.printed import NUMBER, agrees, count, first_number, share, understood, when

if TYPE_CHECKING:
    from i18n import Language

PROGRESS = ("reached", "missed", "no_figure", "on_track", "behind", "far_behind", "moving_away", "unknown")
Card = dict[str, str]


def progress_of(text: str, say: Language) -> str:
    """Read the word for a progress at the start of a text."""
    said = {findings.progress_words(code, say): code for code in PROGRESS}
    return said[max((each for each in said if text.startswith(each)), key=len)]


def assert_target(table: dict[str, Any], number: int, row: Row, as_of: str, say: Language) -> None:
    """Hold a row of the table of targets against the target and its reading."""
    target, set_by, read_on, now, gap = cells(table, number, say, "Target", "Set by", "Read on", "Figure now", "Gap")
    progress, source, remark = cells(table, number, say, "Progress", "Source", "Remark")
    is_people = row["value_target"] > 10
    goal, _, deadline = target["words"].rpartition(", ")
    assert agrees(first_number(goal, say), row["value_target"] * (1 if is_people else 100)), (target, row)
    assert when(deadline, say) == row["deadline"][:7], (target, row)
    name = facts("targets", "target_id")[row["target_id"]]["set_by_id" if say.code == "id" else "set_by"]
    expected = (
        say("{name}, for {region}", name=name, region=short_name(row["inherited_from"] or ""))
        if row["inherited_from"]
        else name
    )
    assert set_by["words"] == expected
    if row["base"] is None:
        assert read_on["words"] == ""
    else:
        said = words.base_words(row["base"], say)
        assert read_on["words"] == (say("if read on {base}", base=said) if row["reading"] else said), (read_on, row)
    if row["current"] is None:
        assert (now["words"], gap["words"]) == (say("no figure yet"), "")
    else:
        value, _, rest = now["words"].partition(" (")
        assert agrees(first_number(value, say), row["current"] * (1 if is_people else 100)), (now, row)
        assert when(re.split(r"[,;)]", rest)[0], say) == row["current_period"], (now, row)
    assert_gap(gap["words"], row, say)
    assert progress_of(progress["words"], say) == row["progress"], (progress, row)
    assert_sources(source, row["source_ids"], say)
    assert not remark["words"] or row["reason"] is not None, (remark, row)


def assert_gap(text: str, row: Row, say: Language) -> None:
    """Hold the words for a gap against points and people."""
    points, _, people = text.partition("; ")
    if row["gap_points"] is None:
        people = text
    else:
        assert agrees(first_number(points, say), -row["gap_points"] * 100), (text, row)
    numbers = re.findall(NUMBER, people)
    assert [count(each, say) for each in numbers] == ([row["gap_people"]] if row["gap_people"] else []), (text, row)


def assert_cards(
    cards: list[Card], figure: Row | None, points: list[Row], targets: list[Row], as_of: str, say: Language
) -> None:
    """Hold the four numbers and the words under each against the figure and the targets on its base."""
    coverage, gap, needed, aim = cards
    assert (coverage["label"], needed["label"]) == (say("Coverage"), say("Needed a month, net"))
    aimed = next((row for row in targets if row["target_id"] == "banuspa-65-2024"), None)
    if figure is None:
        assert (coverage["value"], gap["value"]) == (say("no figure yet"), "–")
        assert not re.search(r"\d", coverage["note"] + gap["note"])
    else:
        assert agrees(share(coverage["value"], say), figure["value"] * 100)
        assert_parts(coverage["note"], figure, say)
        assert_short(gap, figure, aimed, points, say)
    assert_needed(needed, targets, as_of, say)
    deadline = understood(say, "Target {target} · {deadline}", aim["label"])
    assert deadline, aim
    assert share(deadline["target"], say) == 65
    assert when(deadline["deadline"], say) == "2024-12"
    assert progress_of(aim["value"], say) == (aimed["progress"] if aimed else "no_figure"), (aim, aimed)


def assert_parts(text: str, figure: Row, say: Language) -> None:
    """Hold date, status and people under the first number against the figure."""
    date, status, *rest = text.split(" · ")
    assert when(date, say) == figure["period"], (text, figure)
    assert printed.status(status, say) == figure["status"], (text, figure)
    people = understood(say, " · {numerator} of {denominator} people", " · " + " · ".join(rest))
    assert (people is None) == (figure["numerator"] is None), (text, figure)
    if people:
        read = count(people["numerator"], say), count(people["denominator"], say)
        assert read == (figure["numerator"], figure["denominator"])


def assert_short(gap: Card, figure: Row, aimed: Row | None, points: list[Row], say: Language) -> None:
    """Hold the gap to 65 percent, in points and in people, now or when people were last known."""
    if aimed is None or aimed["gap_points"] is None:
        assert gap["value"] == "–"
        assert figure["base"] == "unstated"
        return
    assert agrees(first_number(gap["value"], say), max(0.0, aimed["gap_points"] * 100)), (gap, aimed)
    numbers = [text.rstrip(".,") for text in re.findall(NUMBER, gap["note"])]
    if aimed["gap_people"] is not None:
        assert [count(each, say) for each in numbers] == [aimed["gap_people"]], (gap, aimed)
    elif numbers:
        with_people = [row for row in points if row["denominator"] is not None][-1]
        assert count(numbers[0], say) == ceil(65 * with_people["denominator"] / 100 - with_people["numerator"])
        assert numbers[1:] == [with_people["period"][:4]], (gap, with_people)


def assert_needed(needed: Card, targets: list[Row], as_of: str, say: Language) -> None:
    """Hold what is needed a month against the target that the words under it name."""
    named = re.match(rf"\D*({NUMBER}%)\D+? (\D{{3,4}} \d{{4}})", needed["note"])
    if needed["value"] == "–":
        return
    assert named, needed
    goal, deadline = share(named[1], say), when(named[2].split(maxsplit=0)[0][-8:], say)
    (row,) = [each for each in targets if agrees(goal, each["value_target"] * 100) and each["deadline"][:7] == deadline]
    number = first_number(needed["value"], say)
    if row["required_net_per_month"] is not None:
        assert agrees(number, row["required_net_per_month"]), (needed, row)
    else:
        months = max(months_between(as_of, deadline), 1)
        assert agrees(number, max(row["value_target"] - row["current"], 0) / months * 100), (needed, row)
