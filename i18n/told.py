"""A text that is made in one place and said in another reader's language: it keeps its sentence and its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from i18n.language import Language


class Told(str):
    """An English text with its values filled in, which remembers the sentence it was made from."""

    msgid: str
    values: dict[str, str | int]
    __slots__ = ("msgid", "values")


def told(msgid: str, /, **values: str | int) -> Told:
    """Make a text from an English sentence with named placeholders.

    Args:
        msgid: the sentence as a literal; ``python -m i18n`` finds it here as it does in ``say``.
        values: a text or a whole number for each placeholder; a text that was told is translated too.
    """
    text = Told(msgid.format_map(values))
    text.msgid, text.values = msgid, values
    return text


def retell(text: str, say: Language) -> str:
    """Say a told text in another language; any other text as it is, translated where it has a translation."""
    if not isinstance(text, Told):
        return say(text) if "{" not in text else text
    return say(text)


def own(text: str | None, say: Language) -> str:
    """Say a text that the program put in place of a cell; a cell itself stays as it is, and nothing is empty."""
    return retell(text, say) if isinstance(text, Told) else text or ""
