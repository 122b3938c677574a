"""Where the Indonesian sentences are kept: reads and writes `locale/<code>/LC_MESSAGES/messages.po`."""

import functools
import io
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE_LANGUAGE = "en"
TRANSLATED = ("id",)

_HEADER = """\
# Pantau Cakupan: the Indonesian sentences. Write them after msgstr; `python -m i18n` does the rest.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def path(code: str) -> Path:
    """Return where a language's catalogue lies."""
    return Path(__file__).parent / "locale" / code / "LC_MESSAGES" / "messages.po"


@functools.cache
def translations(code: str) -> NullTranslations:
    """Return the translations of a language, compiled in memory on first use and kept.

    Only the readable file is versioned: a compiled one beside it could be stale.

    Raises:
        FileNotFoundError: the language has no catalogue.
    """
    if code == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read(path(code), code))
    compiled.seek(0)
    return GNUTranslations(compiled)


def read(file: Path, code: str) -> Catalog:
    """Return a catalogue with its translations, flags and the translators' comments."""
    with file.open("rb") as content:
        return read_po(content, locale=code)


def text(messages: Catalog, code: str) -> bytes:
    """Return the file of a catalogue: the same messages give the same bytes.

    The header is ours since Babel's carries the hour it was written; sorted, unwrapped and without places
    in the source, so that a line of the file changes only when its message does.
    """
    content = io.BytesIO()
    write_po(content, messages, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return _HEADER.format(code=code).encode() + content.getvalue()
