"""The audit record on the page: the program's own words in the reader's language, a person's words as they wrote them."""

from __future__ import annotations

import pytest

from data.audit.line import Line
from i18n import LANGUAGES, language
from pages.parts import audit_words


def line(by: str = "KC Badung", role: str = "steward", **about: str | int | bool) -> Line:
    """Make a line."""
    return Line(1, "2026-11-30T18:36:00Z", "load", by, role, "sign-in" if role else "", about)


def test_names_and_values_of_the_program_are_said_and_those_of_a_person_stay() -> None:
    told = line(file="mode.csv", rows=1, regions="51.03", reason="unnamed", note="local", warnings=0)
    assert audit_words.about(told, language("id")) == (
        "berkas: mode.csv; baris: 1; wilayah: 51.03; alasan: unnamed; keterangan: local; peringatan: 0"
    )
    settings = line("system", "", mode="sign-in", access="7daed96a497d9d23", small=5, own_boundaries=False)
    assert audit_words.about(settings, language("id")) == (
        "mode: dengan masuk; berkas akses: 7daed96a497d9d23; angka kecil di bawah: 5; batas wilayah sendiri: tidak"
    )
    refused = line("system", "", action="load", why="expired token")
    assert audit_words.about(refused, language("en")) == "action: Loading a file; why: expired token"


def test_why_a_person_withdrew_stays_as_it_was_written() -> None:
    assert audit_words.about(line(why="salah bulan"), language("en")) == "why: salah bulan"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_system_is_named_and_nobody_who_calls_themselves_so(code: str) -> None:
    say = language(code)
    assert audit_words.who(line("system", ""), say) == say("the system")
    assert audit_words.who(line("system", "reader"), say) == "system"
