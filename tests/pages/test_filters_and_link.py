"""One view, kept in the link by code: filters and language change it, another page leaves it as it is."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from charts import words
from i18n import LANGUAGES, language
from metrics.catalogue import metric
from tests.pages import seen
from tests.pages.conftest import Open

VIEW = ("region", "as_of", "base", "lang")


def link(app: AppTest) -> dict[str, str]:
    """Read what the link says of the view; AppTest gives a value of one as text."""
    return {name: str(app.query_params[name]) for name in VIEW if name in app.query_params}


def everything(app: AppTest) -> tuple[object, ...]:
    """Give all that a reader sees of a page."""
    tables = {name: table.to_csv() for name, table in seen.tables(app).items()}
    return seen.title(app), seen.headings(app), seen.texts(app), seen.cards(app), seen.charts(app), tables


def test_the_territory_changes_headline_charts_table_and_link(open_app: Open, latest: str) -> None:
    app = open_app()
    before = everything(app)
    app.selectbox(key="top").select("52").run()
    after = everything(app)
    assert link(app) == {"region": "52", "as_of": latest, "base": "ucj", "lang": "id"}
    assert seen.title(app).startswith("Nusa Tenggara Barat 33,2%")
    assert [was == now for was, now in zip(before, after, strict=True)] == [False] * len(after)
    # No regency of NTB has a published figure: a sentence stands for map and order, and the line over time is another.
    assert [chart for chart in seen.charts(app) if chart in before[4]] == []  # type: ignore[operator]
    assert seen.missing(app)


def test_a_regency_changes_the_headline_and_keeps_the_regions_beside_it(open_app: Open) -> None:
    app = open_app(lang="en")
    beside = seen.tables(app)["Regions side by side"]
    app.selectbox(key="part").select("51.04").run()
    assert link(app)["region"] == "51.04"
    assert seen.title(app).startswith("Gianyar 65.6%")
    assert seen.tables(app)["Regions side by side"].equals(beside)
    app.selectbox(key="part").select("").run()
    assert link(app)["region"] == "51"
    assert seen.title(app).startswith("Bali 53.9%")


def test_another_territory_leaves_the_regency_behind(open_app: Open) -> None:
    app = open_app(region="51.03")
    app.selectbox(key="top").select("53").run()
    assert link(app)["region"] == "53"
    assert app.selectbox(key="part").value == ""
    assert app.selectbox(key="part").options[1] == "Kupang"


@pytest.mark.parametrize("region", ["KW-BANUSPA", "ID"])
def test_a_territory_of_provinces_has_no_regency_to_choose(open_app: Open, region: str) -> None:
    app = open_app(region=region)
    assert app.selectbox(key="part").disabled
    assert app.selectbox(key="top").value == region


def test_every_territory_and_regency_can_be_chosen(open_app: Open, places) -> None:
    app = open_app()
    tops = app.selectbox(key="top").options
    assert len(tops) == len(set(tops)) == sum(place.level != "regency" for place in places.places.values())
    assert tops[0] == "Banuspa"
    assert len(app.selectbox(key="part").options) == 1 + len(places.parts("51"))


def test_the_month_changes_what_is_known_then(open_app: Open) -> None:
    app = open_app(lang="en")
    app.selectbox(key="as_of").select("2025-03").run()
    assert link(app)["as_of"] == "2025-03"
    # 935,079 of 1,873,899: the source's own parts, beside the 50.88 percent that it prints.
    assert seen.title(app).startswith("Bali 49.9%")
    assert "935,079 of 1,873,899 people" in " ".join(seen.texts(app))
    app.selectbox(key="as_of").select("2022-12").run()
    assert seen.title(app) == "Bali: no coverage figure yet on this base"


def test_the_current_month_can_be_opened_by_a_link_though_it_has_no_news(open_app: Open) -> None:
    month = f"{datetime.now(UTC):%Y-%m}"
    app = open_app(as_of=month, lang="en")
    assert seen.is_calm(app)
    assert app.selectbox(key="as_of").value == month
    assert app.selectbox(key="as_of").options[0] == language("en").period(month)
    assert seen.title(app).startswith("Bali 53.9%")


def test_a_link_of_some_parts_shows_the_same_after_other_choices_in_the_session(open_app: Open) -> None:
    app = open_app(region="51")
    before = everything(app)
    app.selectbox(key="base").select("bps").run()
    assert everything(app) != before
    app.query_params.clear()  # as Back does
    app.query_params["region"] = "51"
    app.run()
    assert everything(app) == before
    assert link(app) == {"region": "51"}


def test_each_base_is_chosen_by_its_name_and_kept_by_its_code(open_app: Open) -> None:
    app, say = open_app(), language()
    assert app.selectbox(key="base").options == [words.base_choice(base, say) for base in metric("coverage").bases]
    assert len(set(app.selectbox(key="base").options)) == len(metric("coverage").bases)
    app.selectbox(key="base").select("bps").run()
    assert link(app)["base"] == "bps"
    assert seen.title(app).startswith("Bali 41,6%")


def test_the_language_changes_the_words_and_keeps_the_view(open_app: Open) -> None:
    app = open_app(region="51.03", base="unstated", as_of="2025-06")
    assert seen.title(app).startswith("Badung 61,0%")
    app.segmented_control(key="lang").set_value("en").run()
    assert link(app) == {"region": "51.03", "as_of": "2025-06", "base": "unstated", "lang": "en"}
    assert seen.title(app) == "Badung 61.0%, on a base its source does not state"
    assert app.selectbox(key="top").label == "Territory"
    app.segmented_control(key="lang").set_value("id").run()
    assert app.selectbox(key="top").label == "Wilayah"
    assert link(app)["lang"] == "id"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_link_restores_exactly_the_same_view(open_app: Open, lang: str) -> None:
    app = open_app(lang=lang)
    app.selectbox(key="top").select("52").run()
    app.selectbox(key="base").select("bps").run()
    app.selectbox(key="as_of").select("2024-12").run()
    assert everything(open_app(**link(app))) == everything(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_view_survives_the_way_to_another_page_and_back(open_app: Open, lang: str) -> None:
    app = open_app(region="51.04", base="ucj", as_of="2025-10", lang=lang)
    before = everything(app)
    app.query_params.clear()  # as a browser does: Streamlit's navigation empties the link
    app.switch_page("pages/metode.py").run()
    assert seen.title(app) == seen.METHOD_TITLE[lang]
    assert link(app) == {"region": "51.04", "as_of": "2025-10", "base": "ucj", "lang": lang}
    app.query_params.clear()
    app.switch_page("pages/ringkasan.py").run()
    assert everything(app) == before
    assert link(app) == {"region": "51.04", "as_of": "2025-10", "base": "ucj", "lang": lang}


def test_the_language_can_be_changed_on_the_method_page_too(open_app: Open) -> None:
    app = open_app(region="51.04").switch_page("pages/metode.py").run()
    app.segmented_control(key="lang").set_value("en").run()
    assert seen.title(app) == seen.METHOD_TITLE["en"]
    app.switch_page("pages/ringkasan.py").run()
    assert seen.title(app).startswith("Gianyar 65.6%")


def test_a_base_with_a_figure_is_one_click_away_where_the_chosen_one_has_none(open_app: Open) -> None:
    app = open_app(region="51.03", base="bps", lang="en")
    assert seen.title(app) == "Badung: no coverage figure yet on this base"
    (choice,) = [button for button in app.main.button if "58.7%" in button.label]
    choice.click().run()
    assert link(app)["base"] == "ucj"
    assert seen.title(app).startswith("Badung 58.7%")
