"""The translator's command: `python -m i18n` updates the catalogues, `--check` lists what is left to do."""

import argparse
import sys
from pathlib import Path

from i18n import catalogue, extraction

PROJECT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Update or check every catalogue; return 1 when a check finds a fault, else 0."""
    parser = argparse.ArgumentParser(prog="python -m i18n", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 with a list of faults")
    check = parser.parse_args(arguments).check
    found = extraction.sentences(PROJECT)
    faults = []
    for code in catalogue.TRANSLATED:
        if not check:
            update(catalogue.path(code), code, found)
        faults += extraction.faults(found, catalogue.read(catalogue.path(code), code))
    for fault in faults:
        print(fault)
    print(f"{len({each.msgid for each in found if each.msgid})} messages, {len(faults)} to look at.")
    return 1 if check and faults else 0


def update(file: Path, code: str, found: list[extraction.Sentence]) -> None:
    """Bring a catalogue up to the code: new messages wait for words, translated ones stay, old ones go."""
    messages = catalogue.read(file, code)
    # Babel's guess at a similar message would show a reader the wrong sentence.
    messages.update(extraction.template(found), no_fuzzy_matching=True)
    content = catalogue.text(messages, code)
    if content != file.read_bytes():
        file.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
