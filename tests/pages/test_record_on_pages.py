"""The record on the page Data: what cannot be written is said calmly, and leaves record and figures as they were."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake
from data.batches import entries
from data.store import ensure
from tests.pages.conftest import open_at
from tests.people import at_hand

MEMBERS = b"Wilayah,Bulan,Segmen,Aktif\n51.03,2026-01,PU,100\n"
CALM = (
    "It was not done, and nothing has changed: the disk is full or may not be written to. Tell the person who keeps this "
    "installation, then try again."
)


def _button(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def _take_back(app: AppTest, number: int) -> AppTest:
    """Choose from withdraw 0002, return to 0001."""
    box = next(each for each in app.selectbox if each.label == "What")
    box.select_index(number)
    for label, text in (("Who does it: name and office", "Kanwil"), ("Why", "a mistake")):
        next(each for each in app.text_input if each.label == label).set_value(text)
    return _button(app, "Do it and publish")


def _load(app: AppTest) -> AppTest:
    """Send a file of the next month and publish it."""
    app.file_uploader[0].set_value(("februari.csv", MEMBERS.replace(b"2026-01", b"2026-02"), "text/csv")).run()
    next(each for each in app.text_input if each.label == "Who loads it: name and office").set_value("KC Denpasar")
    return _button(app, "Accept and publish")


@pytest.mark.parametrize(
    "do",
    [lambda app: _take_back(app, 0), lambda app: _take_back(app, 1),
     lambda app: _button(app, "Switch the demonstration set on"), _load],
    ids=["withdraw", "restore", "demo", "load"],
)  # fmt: skip
def test_what_the_disk_does_not_take_is_said_and_can_be_done_later(
    do: Callable[[AppTest], AppTest], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.load(MEMBERS, "januari.csv", by=at_hand("KC Denpasar"))
    before, version = entries(), ensure().version
    app = open_at(home, "data", region="51", lang="en")
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr("data.store.write", full)
        patch.setattr("data.store._point", full)  # the store of an earlier release is still there and is not written
        do(app)
    assert not app.exception
    assert [each.value for each in app.error] == [CALM]
    assert (entries(), ensure().version) == (before, version)
    do(app)
    assert not app.exception
    assert not app.error
    assert len(entries()) == len(before) + 1
    assert ensure().version != version
