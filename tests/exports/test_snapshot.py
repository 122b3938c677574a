"""A snapshot says whether its figures still stand, which batch moved one, and refuses to speak for what was altered."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from data import store as coverage_store
from data.batches import decide, entries, writing
from data.earlier import as_known
from exports import snapshot
from exports.__main__ import main
from exports.snapshot.comparing import _cells as cells
from metrics._model import Scope, measure
from metrics.catalogue import metric
from tests.built_once import published_home
from tests.data.office_rows import members, workforce
from tests.metrics.office_sent import send

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED = ["--region", "51.03", "--as-of", "2025-12"]


@pytest.fixture
def home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home of its own: the published facts, with the demonstration set switched off as entry 1."""
    home = tmp_path / "home"
    shutil.copytree(published_home(tmp_path_factory), home)
    monkeypatch.setenv("COVERAGE_HOME", str(home))
    return home


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("snapshot") / "badung.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published_home(tmp_path_factory)))
        assert main(["snapshot", *ASKED, "--out", str(out)]) == 0
    return out.read_bytes()


@pytest.fixture
def frozen(made_once: bytes, home: Path) -> Path:
    out = home.parent / "badung.json"
    out.write_bytes(made_once)
    return out


@pytest.fixture
def verified(frozen: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, dict[str, Any]]]:
    def verify() -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main(["verify", str(frozen), "--format", "json"])
        return code, json.loads(capsys.readouterr().out)

    return verify


def loaded() -> str:
    """Have the office of Badung send December 2025, 150,000 of 250,000, and give the name of its batch."""
    send({
        "membership": members("51.03", "2025-12", {"PU": 120_000, "BPU": 20_000, "JAKON": 10_000}),
        "office_workforce": [workforce("51.03", "2025-12", 250_000)],
    })  # fmt: skip
    coverage_store.build()
    return entries()[-1].batch_id


def test_it_holds_the_figures_of_the_metric_and_a_link_to_the_same_release(frozen: Path) -> None:
    held = snapshot.read(frozen)
    share = next(one for one in held.numbers if one["made_by"] == "coverage.value")
    store = coverage_store.ensure()
    figure = measure(store.query, metric("coverage"), Scope(("51.03",), "ucj", "total", as_of="2025-12")).iloc[0]
    assert (share["value"], share["period"]) == (figure["value"], figure["period"]) == (0.5868, "2025-03")
    link = parse_qs(urlsplit(held.link).query)
    assert (link["region"], link["as_of"], link["base"]) == (["51.03"], ["2025-12"], ["ucj"])
    assert link["known_on"] == [entries()[-1].batch_id] == ["0001-demo"]
    assert held.release["store"] == store.version == as_known("0001-demo").version


def test_the_same_store_gives_the_same_figures(verified: Callable[[], tuple[int, dict[str, Any]]]) -> None:
    code, found = verified()
    assert (code, found["moved"]) == (0, [])
    assert found["same"] > 500
    assert found["link_opens"] == "opens the app as it was"


def test_what_a_batch_moved_is_listed_with_old_and_new_and_comes_back_when_it_is_withdrawn(
    verified: Callable[[], tuple[int, dict[str, Any]]],
) -> None:
    batch = loaded()
    code, found = verified()
    moved = {one["where"]: one for one in found["moved"]}
    share = moved["headline: coverage.value, value"]
    assert code == 3
    assert (share["old"], share["new"]) == (0.5868, 150_000 / 250_000)
    assert share["why"].startswith(f"batch {batch} (sent.xlsx, ")
    people = moved["headline: coverage.value, numerator"]
    assert (people["old"], people["new"]) == (None, 150_000)
    assert moved["headline: coverage.value, status"]["new"] == "reported"
    row = next(
        one
        for where, one in moved.items()
        if where.startswith("map: ") and where.endswith("51.03 · Kabupaten Badung, Nilai")
    )
    assert (row["old"], row["new"]) == (0.5868, 0.6)
    assert found["link_opens"] == "opens the app as it was"

    with writing():
        decide("withdraw", by="tests", note="wrong", target=entries()[-1].number)
    coverage_store.build()
    code, found = verified()
    assert (code, found["moved"]) == (0, [])


def test_the_present_release_can_be_left_for_an_earlier_one(home: Path, tmp_path: Path) -> None:
    assert home.is_dir()
    batch = loaded()
    out = tmp_path / "before.json"
    assert main(["snapshot", *ASKED, "--known-on", "1", "--out", str(out)]) == 0
    held = snapshot.read(out)
    assert held.release["batches"] == []
    assert next(one["value"] for one in held.numbers if one["made_by"] == "coverage.value") == 0.5868
    assert main(["snapshot", *ASKED, "--out", str(tmp_path / "after.json")]) == 0
    after = snapshot.read(tmp_path / "after.json")
    assert after.release["batches"] == [batch]
    assert next(one["value"] for one in after.numbers if one["made_by"] == "coverage.value") == 0.6


def altered(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda held: held["numbers"][0].update(value=0.9), "was altered: its checksum is not that of its content"),
        (lambda held: held["asked"].update(region="51.04"), "was altered: its checksum"),
        (lambda held: held["tables"][0]["rows"].pop(), "altered: its checksum"),
        (lambda held: held.pop("checksum"), "Nothing was compared"),
        (lambda held: held.update(format="another"), "is no snapshot of the format"),
    ],
)
def test_an_altered_file_is_refused(
    frozen: Path, change: Callable[[dict[str, Any]], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    altered(frozen, change)
    assert main(["verify", str(frozen)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000, b"null"])
def test_a_file_that_is_no_snapshot_is_refused(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.json").write_bytes(content)
    assert main(["verify", str(tmp_path / "other.json")]) == 1
    assert "is no snapshot" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "none.json")]) == 1


def test_one_that_is_built_otherwise_is_refused_though_its_checksum_holds(frozen: Path) -> None:
    held = snapshot.read(frozen)
    wrong: dict[str, Any]
    for wrong in ({"numbers": [{}]}, {"asked": {"region": "51"}}, {"tables": [1]}, {"link": 3}):
        frozen.write_bytes(snapshot.written(type(held)(**(vars(held) | wrong))))
        with pytest.raises(snapshot.SnapshotRefused, match="is not built as a snapshot is"):
            snapshot.read(frozen)


def test_what_cannot_be_asked_any_more_is_said(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = snapshot.read(frozen)
    frozen.write_bytes(snapshot.written(type(held)(**(vars(held) | {"asked": held.asked | {"region": "99"}}))))
    assert main(["verify", str(frozen)]) == 3
    assert "is no longer there. --region: There is no region '99'" in capsys.readouterr().err


def test_a_link_to_a_release_that_is_gone_is_said_to_be_gone(frozen: Path) -> None:
    held = snapshot.read(frozen)
    of_another = held.release | {"known_on": "0007-abcdef01"}
    of_other_facts = held.release | {"store": "0" * 16}
    said = [snapshot.link_words(type(held)(**(vars(held) | {"release": one}))) for one in (of_another, of_other_facts)]
    assert said[0] == "is gone: the record of this installation has no 0007-abcdef01"
    assert said[1].startswith(
        "is gone: facts or program changed since, and store 0000000000000000 can no longer be built"
    )


def test_a_column_that_was_added_and_a_sentence_put_otherwise_move_no_figure() -> None:
    def table(titles: list[str], cells: list[Any]) -> list[dict[str, Any]]:
        columns = [{"title": title, "unit": "text", "wide": title == "Meaning"} for title in titles]
        key = " · ".join(str(cell) for cell in cells[:2])
        return [{"finding": "method", "title": "Words", "batch_ids": [], "columns": columns,
                 "rows": [{"key": key, "cells": cells}]}]  # fmt: skip

    then = table(["Word", "Meaning", "Share"], ["Coverage", "as it was said", 0.5])
    now = table(["Word", "Meaning", "Segment", "Share"], ["Coverage", "put otherwise", "PU", 0.5])
    assert [(old, new, note) for _, old, new, _, _, note in cells(then, now)] == [
        ("Coverage", "Coverage", ""),
        (0.5, 0.5, ""),
    ]
    assert [note for *_, note in cells(now, then)] == ["has other columns"]
