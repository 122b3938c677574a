"""Texts that were loaded are shown letter by letter, whatever they hold; in a real browser: tests/browser."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.safe import link, plain
from tests.pages.seen import LINK, bare

HOSTILE = [
    "**bold** and _italic_ and ~~gone~~",
    "# a heading", "- a list", "1. a list", "> a quotation", "| a | table |", "---",
    "[a link](javascript:alert(1))", "![a picture](https://example.org/x.png)", "<https://example.org>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt; &amp; &copy;",
    "`code` and ```more```", ":smile: and :material/home: and :red[red] and :streamlit:", "$x^2$ and $$y$$",
    "a -> b <- c -- d >= e", "https://example.org www.example.org a@example.org", "back\\slash \\* and \\\\",
    "[^1] and [x]: y", "a  \nb\n\nc\ttab", "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "{name} and {0} and %s", "''''", "=1+1",
]  # fmt: skip
# What Markdown may take for a mark (CommonMark, tables, mathematics, directives).
MARKS = set(string.punctuation) - set("%,;?")


def unescaped_marks(text: str) -> list[str]:
    return [mark for mark in re.sub(r"\\.", "", text) if mark in MARKS]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_keeps_its_letters_and_has_no_mark_left(text: str) -> None:
    assert bare(plain(text)) == " ".join(text.split())
    assert unescaped_marks(plain(text)) == []


@given(st.text(alphabet=st.sampled_from(string.printable + "éπ😀‮")))
@settings(deadline=None)
def test_any_text_keeps_its_letters_and_has_no_mark_left(text: str) -> None:
    assert bare(plain(text)) == " ".join(text.split())
    assert unescaped_marks(plain(text)) == []


@pytest.mark.parametrize(
    "text", ["a@example.org", "b.c+d@x-y.go.id", "https://evil.example", "HTTP://evil.example", "www.evil.example"]
)
def test_no_address_is_left_that_streamlit_would_make_a_link_of(text: str) -> None:
    # As its Markdown does, in texts that it has read already: an address of mail, http or www.
    found = re.search(r"[-.\w+]+@[-\w]+\.[-\w]+|https?://|www\.", re.sub(r"\\(.)", r"\1", plain(text)), re.IGNORECASE)
    assert found is None
    assert bare(plain(text)) == text


def test_a_long_text_is_kept_whole() -> None:
    assert bare(plain("Dinas Tenaga Kerja (Provinsi) " * 200)) == ("Dinas Tenaga Kerja (Provinsi) " * 200).strip()


def test_a_web_address_becomes_a_link_under_its_words() -> None:
    assert link("Antara", "https://bali.antaranews.com/berita/1?x=1&y=2#z") == (
        "[Antara](https://bali.antaranews.com/berita/1?x=1&y=2#z)"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "file:///etc/passwd", "ftp://example.org/x", "//example.org/x", "example.org", "", "https://", "http:x",
        "https://example.org/a b", "mailto:a@example.org", "https:javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_never_a_link(address: str) -> None:
    shown = link("words", address)
    assert not LINK.search(shown)
    assert unescaped_marks(shown.replace("words: ", "", 1)) == []
    assert bare(shown) == (f"words: {address}" if address else "words: ")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a)b", "https://example.org/(a)", "https://example.org/a](javascript:alert(1))",
        "https://example.org/<b>", 'https://example.org/"onmouseover="alert(1)', "https://example.org/a\\b",
        "https://example.org/a`b", "https://example.org/*a*_b_", "https://example.org/π",
    ],
)  # fmt: skip
def test_an_address_cannot_end_its_own_link(address: str) -> None:
    ((words, target),) = LINK.findall(link("words", address))
    assert words == "words"
    assert target.startswith("https://example.org/")
    assert not set(target) & set('()<>[]"\\` \n')


def test_an_address_with_a_line_break_is_no_link_and_stays_on_one_line() -> None:
    for address in ("https://example.org/\nx", "https://example.org/\tx", "https://exam\rple.org/"):
        shown = link("words", address)
        assert "\n" not in shown
        assert "\t" not in shown


def test_the_words_of_a_link_cannot_hold_another() -> None:
    shown = link("](javascript:alert(1)) [x", "https://example.org/")
    assert shown.endswith("](https://example.org/)")
    assert unescaped_marks(shown.removeprefix("[").removesuffix("](https://example.org/)")) == []


def test_a_percent_in_an_address_is_not_encoded_twice() -> None:
    assert link("words", "https://example.org/a%20b") == "[words](https://example.org/a%20b)"


def test_an_address_that_cannot_be_read_is_shown_as_text() -> None:
    assert bare(link("words", "https://[::1/x")) == "words: https://[::1/x"
