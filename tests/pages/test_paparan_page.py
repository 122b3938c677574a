"""The page of a briefing: the findings one by one as its files have them, kept in the link, and files made on demand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from exports import snapshot
from exports.briefing import Briefing, BriefingAsked
from exports.kinds import KINDS, CannotMake, Kind
from i18n import language
from metrics._model import Scope, measure
from metrics.catalogue import metric
from pages.parts.paparan_reading import frozen
from tests.pages import seen
from tests.pages.conftest import open_at

LINK = {"region": "51", "as_of": "2025-12", "lang": "id"}


def broken(_: Briefing) -> bytes:
    raise CannotMake("no browser")


def made(told: Briefing) -> bytes:
    return told.title.encode()


@pytest.fixture
def app(published: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    return open_at(published, "paparan", **LINK)


def step(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def test_it_opens_on_the_headline_with_the_numbers_of_the_metric(app: AppTest, query) -> None:
    assert seen.is_calm(app)
    assert seen.title(app) == "Paparan: Bali, Desember 2025"
    held = measure(query, metric("coverage"), Scope(("51",), "ucj", "total", as_of="2025-12"))
    assert seen.cards(app)["Cakupan"] == language("id").percent(held["value"].iloc[0])
    assert seen.headings(app)[0] == "Bali 53,9%: masih 11,1 poin persen di bawah 65%"


def test_steps_go_on_and_back_and_stand_in_the_link(app: AppTest) -> None:
    first = seen.headings(app)[0]
    step(app, "on")
    assert app.query_params["finding"] in ("trend", ["trend"])
    assert seen.headings(app)[0] == "3 angka Bali; terbaru 53,9% (Des 2025)"
    (chart,) = seen.charts(app)
    # Checked once, and sent without what the template says of kinds of traces that it has not.
    assert set(chart["layout"]["template"]["data"]) <= {trace["type"] for trace in chart["data"]}
    step(app, "back")
    assert seen.headings(app)[0] == first
    app.radio(key="finding").set_value("sources").run()
    assert app.query_params["finding"] in ("sources", ["sources"])
    assert app.button(key="on").disabled


@pytest.mark.parametrize(("named", "shown"), [("award", "Bali: bukti"), ("nothing", "Bali 53,9%"), ("cover", "Bali")])
def test_a_link_opens_its_finding(published: Path, named: str, shown: str) -> None:
    app = open_at(published, "paparan", **LINK, finding=named)
    assert seen.is_calm(app)
    assert seen.headings(app)[0].startswith(shown)


@pytest.mark.parametrize("wrong", [{"target": "none"}, {"plan": "plan9"}])
def test_a_target_or_plan_that_means_nothing_is_told_and_left_out(published: Path, wrong: dict[str, str]) -> None:
    app = open_at(published, "paparan", **LINK, **wrong)
    assert seen.is_calm(app)
    assert (
        "Target atau rencana dalam tautan tidak ada di sini; paparan memakai target dan rencananya sendiri."
        in seen.texts(app)
    )


def test_a_target_of_the_link_leads(published: Path) -> None:
    app = open_at(published, "paparan", **LINK, target="bali-ucj-2026")
    assert "73,86%" in seen.headings(app)[0]


def test_a_file_is_made_when_it_is_asked_for_and_then_handed_over(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "workbook", Kind(".xlsx", "", f"{__name__}:made"))
    assert len(app.get("download_button")) == 0
    step(app, "make-workbook")
    (save,) = app.get("download_button")
    assert save.proto.label == "Simpan paparan-51-ucj-2025-12-id.xlsx (0 kB)"
    step(app, "on")
    assert len(app.get("download_button")) == 1  # still that of the same briefing


def test_the_figures_are_frozen_as_the_present_release_gives_them(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(shutil.copytree(published, tmp_path / "home")))
    content = frozen(BriefingAsked("51", "2025-12"), "2026-11-30")
    (tmp_path / "bali.json").write_bytes(content)
    kept = snapshot.read(tmp_path / "bali.json")
    assert kept.asked["region"] == "51"
    assert kept.numbers[0]["text"] == "53,9%"
    assert kept.release["known_on"] != ""


def test_a_file_that_cannot_be_made_says_why_calmly(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "pdf", Kind(".pdf", "", f"{__name__}:broken"))
    step(app, "make-pdf")
    (error,) = app.error
    assert seen.bare(error.value).startswith("PDF tidak dapat dicetak di sini")
    assert len(app.get("download_button")) == 0
