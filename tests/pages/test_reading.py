"""The sentences of reading: level, change along one line, targets and contradictions, each from its numbers."""

from types import SimpleNamespace
from typing import Any

import pytest

from charts import findings
from i18n import LANGUAGES, Language, language
from metrics.analyses.target import OLD_BOUNDARY
from tests.pages.rows import figure, frame, percentage, row, target

PLACE = SimpleNamespace(name="Kabupaten Badung", short_name="Badung")


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Language:
    """Give each language in turn."""
    return language(request.param)


def view(shown: dict[str, Any] | None, **changes: Any) -> Any:
    """Give what is known of Badung."""
    held = {"place": PLACE, "base": "ucj", "as_of": "2025-12", "figure": row(shown) if shown else None,
            "points": frame(*([shown] if shown else [])), "line_start": None, "headline": None,
            "next_target": None, "segments": frame()}  # fmt: skip
    return SimpleNamespace(**{**held, **changes})


def test_the_level_is_said_with_name_date_and_base(say: Language) -> None:
    text = findings.reading(view(percentage()), say)
    assert text == say(
        "Coverage of {region} was {share} in {period}, on {base}.",
        region="Kabupaten Badung",
        share=say.percent(0.5868),
        period=say.period("2025-03"),
        base=say("UCJ base"),
    )


def test_a_missing_figure_is_said_to_be_missing_not_zero(say: Language) -> None:
    text = findings.reading(view(None), say)
    assert text == say(
        "No published coverage figure of {region} is held on this base. Missing is not zero.", region="Kabupaten Badung"
    )
    assert say.percent(0) not in text


@pytest.mark.parametrize(
    ("start", "now", "signed"), [(0.5233, 0.5388, 0.016), (0.60, 0.5388, -0.061), (0.5390, 0.5388, 0.0)]
)
def test_a_change_along_one_line_has_its_sign_and_its_start(
    say: Language, start: float, now: float, signed: float
) -> None:
    begun = row(percentage(value=start, period="2025-06"))
    text = findings.reading(view(percentage(value=now, period="2025-12"), line_start=begun), say)
    assert say("That is {change} since {period}, on the same line.", change=say.points(signed, signed=True),
               period=say.period("2025-06")) in text  # fmt: skip


def test_a_change_is_not_made_where_the_figure_stands_alone_on_its_line(say: Language) -> None:
    assert say.points(0.016, signed=True) not in findings.reading(view(percentage()), say)


def test_an_old_figure_is_said_to_be_old(say: Language) -> None:
    assert findings.reading(view(percentage(is_old=True)), say).endswith(say("The figure is older than a year."))


def test_a_contradiction_is_said_with_both_numbers_and_both_parts(say: Language) -> None:
    (sentence,) = findings.conflict_sentences(frame(figure(), percentage(), figure(conflict=False)), say)
    assert sentence == say(
        "{period}: the source prints {printed}, its own numbers {numerator} / {denominator} give {share}.",
        period=say.period("2025-03"),
        printed=say.percent(0.5088, 2),
        numerator=say.number(935079),
        denominator=say.number(1873899),
        share=say.percent(935079 / 1873899, 2),
    )
    assert sentence in findings.reading(view(figure()), say)


@pytest.mark.parametrize(
    ("progress", "sign", "word"),
    [
        ("reached", "✓", "Reached"), ("missed", "✕", "Missed"), ("no_figure", "–", "No figure then"),
        ("on_track", "▲", "On track"), ("behind", "▼", "Behind"), ("far_behind", "▼", "Far behind"),
        ("moving_away", "◀", "Moving away"), ("unknown", "?", "Not known yet"),
    ],
)  # fmt: skip
def test_progress_is_a_sign_and_a_word_never_colour_alone(say: Language, progress: str, sign: str, word: str) -> None:
    assert findings.progress_words(progress, say) == f"{sign} {say(word)}"
    assert say(word) in findings.target_sentence(row(target(progress=progress)), say)


def test_a_word_for_progress_that_is_none_of_the_contract_is_refused(say: Language) -> None:
    with pytest.raises(KeyError):
        findings.progress_words("fine", say)


def test_a_target_before_its_deadline_says_its_pace_and_since_when(say: Language) -> None:
    text = findings.target_sentence(row(target()), say)
    assert text == say(
        "Target {target} by {deadline}: {progress}, at {pace} of the pace it needs since {period}.",
        target=say.percent(0.7386, 2),
        deadline=say.short_period("2026-12"),
        progress=f"▼ {say('Far behind')}",
        pace=say.percent(0.22, 0),
        period=say.period("2025-06"),
    )


def test_a_passed_target_says_which_figure_decided_it(say: Language) -> None:
    passed = {"value_target": 0.65, "deadline": "2024-12-31", "pace": None, "progress": "missed", "judged": 0.499}
    nearest = findings.target_sentence(row(target(**passed, judged_period="2025-03")), say)
    then = findings.target_sentence(row(target(**passed, judged_period="2024-12")), say)
    words = {"target": "65%", "deadline": say.short_period("2024-12"), "progress": f"✕ {say('Missed')}"}
    share = say.percent(0.499)
    assert nearest == say(
        "Target {target} by {deadline}: {progress}, on the nearest figure, {share} in {period}.",
        **words, share=share, period=say.period("2025-03"),
    )  # fmt: skip
    assert then == say(
        "Target {target} by {deadline}: {progress}, with {share} in {period}.",
        **words, share=share, period=say.period("2024-12"),
    )  # fmt: skip


def test_a_bare_year_that_decides_a_deadline_is_said_without_a_month(say: Language) -> None:
    text = findings.target_sentence(
        row(target(deadline="2024-12-31", pace=None, progress="missed", judged=0.4, judged_period="2024")), say
    )
    assert say.period("2024") in text


def test_a_target_of_which_nothing_is_known_says_only_that(say: Language) -> None:
    text = findings.target_sentence(row(target(pace=None, progress="unknown")), say)
    assert text == say("Target {target} by {deadline}: {progress}.", target=say.percent(0.7386, 2),
                       deadline=say.short_period("2026-12"), progress=f"? {say('Not known yet')}")  # fmt: skip


def test_the_headline_target_and_the_next_one_are_both_said_in_this_order(say: Language) -> None:
    aim = row(target(value_target=0.65, deadline="2024-12-31", progress="missed", judged=0.5, judged_period="2024-12"))
    following = row(target(target_id="bali-ucj-2027"))
    text = findings.reading(view(percentage(), headline=aim, next_target=following), say)
    assert 0 < text.index("65%") < text.index(say.percent(0.7386, 2))


def test_a_target_that_is_both_the_headline_and_the_next_is_said_once(say: Language) -> None:
    same = row(target())
    text = findings.reading(view(percentage(), headline=same, next_target=same), say)
    assert text.count(findings.target_sentence(same, say)) == 1


def test_a_figure_of_the_old_area_is_said_not_to_be_set_against_a_target(say: Language) -> None:
    old = findings.reading(view(percentage(boundary="before-2022-split")), say)
    assert old.endswith(say(OLD_BOUNDARY))
    assert say(OLD_BOUNDARY) not in findings.reading(view(percentage()), say)


def test_where_only_segments_have_a_figure_the_reading_lists_them(say: Language) -> None:
    shown = view(None, segments=frame(percentage(segment="formal", value=0.7045, period="2024")))
    text = findings.reading(shown, say)
    assert f"{say('formal')} {say.percent(0.7045)} ({say.short_period('2024')})" in text
    beside_demo = findings.reading(view(percentage(status="demonstration"), segments=shown.segments), say)
    assert f"{say('formal')} {say.percent(0.7045)} ({say.short_period('2024')})" in beside_demo
