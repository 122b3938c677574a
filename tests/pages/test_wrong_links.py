"""A link that asks for what does not exist: a calm warning, what was asked shown as text, and the usual view."""

import re
from pathlib import Path

import pytest

from charts import words
from i18n import LANGUAGES, language
from pages.parts import safe
from tests.pages import seen
from tests.pages.conftest import Open, open_at

WRONG = [
    ("region", "99"),
    ("region", "51' or 1=1"),
    ("region", "<script>alert(1)</script>"),
    ("region", "51; drop table region"),
    ("region", "../../etc/passwd"),
    ("region", "[x](javascript:alert(1))"),
    ("region", "51.99"),
    ("as_of", "2025-13"),
    ("as_of", "2025"),
    ("as_of", "2025-3"),
    ("as_of", "tomorrow"),
    ("as_of", "\N{ARABIC-INDIC DIGIT TWO}025-03"),
    ("as_of", "0000-01"),
    ("as_of", "0001-01"),
    ("as_of", "1990-01"),
    ("as_of", "9999-12"),
    ("as_of", "2025-03\n"),
    ("base", "everyone"),
    ("base", "UCJ"),
    ("base", "ucj'--"),
    ("lang", "fr"),
    ("lang", "EN"),
    ("lang", "<b>id</b>"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_gives_one_calm_warning_and_the_usual_view(
    open_app: Open, latest: str, name: str, value: str
) -> None:
    app = open_app(**{name: value})
    say = language()
    assert not app.exception
    assert not app.error
    (warning,) = app.warning
    assert warning.value == say(
        "The link asks for what does not exist: {asked}. Shown is: {shown}.",
        asked=f"{name} = {safe.plain(value[:40])}",
        shown=f"Bali, {say.period(latest)}, {words.base_words('ucj', say)}, Bahasa Indonesia",
    )
    assert not re.search(r"(?<!\\)[<>\[\]()*_`$:]", safe.plain(value[:40])), "left to Markdown"
    assert seen.title(app).startswith("Bali ")
    assert [box.value for box in app.selectbox] == ["51", "", latest, "ucj"]
    assert app.session_state["view"].lang == "id"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_right_in_a_link_is_kept_beside_what_is_wrong(open_app: Open, lang: str) -> None:
    app = open_app(region="51.03", base="nobody", as_of="soon", lang=lang)
    say = language(lang)
    assert seen.title(app).startswith("Badung ")
    assert [box.value for box in app.selectbox][:2] == ["51", "51.03"]
    (warning,) = app.warning
    assert "as_of = soon, base = nobody" in warning.value
    assert say("Coverage") in seen.cards(app)


def test_a_value_of_any_length_is_shown_short(open_app: Open) -> None:
    app = open_app(region="9" * 10_000)
    assert "9" * 40 in app.warning[0].value
    assert "9" * 41 not in app.warning[0].value


def test_several_wrong_values_give_one_warning_that_names_all_and_what_is_shown(open_app: Open, latest: str) -> None:
    app = open_app(region="99", base="x", as_of="soon", known_on="yesterday", lang="en")
    say = language("en")
    (warning,) = app.warning
    assert warning.value == (
        "The link asks for what does not exist: region = 99, as_of = soon, base = x, known_on = yesterday. "
        f"Shown is: Bali, {say.period(latest)}, {words.base_words('ucj', say)}, English, the latest release."
    )


@pytest.mark.parametrize("moment", ["2026-W01-1", "20260131", "2026-02-30", "0", "-1", "9" * 4000, "0001-demo\n"])
def test_a_moment_that_is_no_batch_and_no_day_gives_one_calm_warning_and_the_latest_release(
    open_app: Open, moment: str
) -> None:
    app = open_app(region="51", lang="en", known_on=moment)
    assert not app.exception
    assert not app.error
    (warning,) = app.warning
    assert f"known_on = {safe.plain(moment[:40])}" in warning.value
    assert "the latest release" in warning.value
    assert seen.title(app).startswith("Bali ")


def test_empty_values_are_ignored_without_a_word(open_app: Open) -> None:
    app = open_app(region="", base="", lang="en")
    assert seen.is_calm(app)
    assert seen.title(app).startswith("Bali 53.9%")


def test_of_a_language_given_twice_the_last_counts_as_for_the_page_itself(open_app: Open) -> None:
    app = open_app(lang=["en", "id"])  # type: ignore[arg-type]
    assert app.session_state["view"].lang == "id"


def test_a_name_that_is_none_of_ours_is_left_alone(open_app: Open) -> None:
    app = open_app(region="51", utm_source="newsletter", embed="true")
    assert seen.is_calm(app)
    assert app.query_params["utm_source"] == "newsletter"


def test_a_name_given_twice_still_gives_one_region(open_app: Open) -> None:
    app = open_app(region=["51.03", "51.04"])  # type: ignore[arg-type]
    assert seen.is_calm(app)
    assert seen.title(app).split()[0] in ("Badung", "Gianyar")


OWN = {
    "banding": ("banding_among", "banding_weights", "banding_error"),
    "iuran": ("iuran_span",),
    "rencana": ("plan", "plan_b", "plan_c", "plan_open"),
    "paritrana": ("award_scores", "award_weights", "award_given", "award_ranked"),
}


@pytest.mark.parametrize(
    "value", ["nan", "jkn_coverage:1e999", "coverage:" + "9" * 5000, "a" * 20_000, ":,:\x00<script>", "\u0662"]
)
@pytest.mark.parametrize("page", OWN)
def test_what_a_page_keeps_in_the_link_of_its_own_may_hold_anything(published: Path, page: str, value: str) -> None:
    app = open_at(published, page, region="51", lang="en", **dict.fromkeys(OWN[page], value))
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1


@pytest.mark.parametrize(("name", "value"), [each for each in WRONG if each[0] == "lang" or "script" in each[1]])
def test_the_method_page_takes_no_harm_from_a_wrong_link(open_app: Open, name: str, value: str) -> None:
    app = open_app(**{name: value}).switch_page("pages/metode.py").run()
    assert not app.exception
    assert not app.error
    assert seen.title(app) == seen.METHOD_TITLE["id"]


def test_the_method_page_tells_of_a_wrong_link_too(open_app: Open) -> None:
    app = open_app().switch_page("pages/metode.py")
    app.query_params.clear()
    app.query_params.update(region="99", lang="zz")
    app.run()
    assert seen.title(app) == seen.METHOD_TITLE["id"]
    (warning,) = app.warning
    assert "region = 99, lang = zz" in warning.value


@pytest.mark.parametrize("base", ["bps", "plan", "unstated"])
def test_a_wrong_region_says_what_is_shown_instead_on_the_base_that_was_asked_for(open_app: Open, base: str) -> None:
    app = open_app(region="99", base=base, as_of="2025-03", lang="en")
    say = language("en")
    assert f"Bali, {say.period('2025-03')}, {words.base_words(base, say)}, English" in app.warning[0].value
    assert app.selectbox(key="base").value == base
    assert words.base_words(base, say) in seen.tables(app).keys() | set(app.selectbox(key="base").options)
