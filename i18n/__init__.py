"""The words and the numbers: every text and figure a reader sees, in official Indonesian or in English.

    say = language("id")
    say("{region}: no figure yet", region="Bali")    # English in the code, Indonesian on the screen
    say.percent(0.5388)                              # 53,9%

Code is written in English; the Indonesian sentences stand in `locale/id/LC_MESSAGES/messages.po`.
`python -m i18n` brings that file up to date and `python -m i18n --check` lists what is still to translate.
"""

from i18n.cells import without_formula
from i18n.language import DEFAULT, LANGUAGES, Language, language, mark
from i18n.told import Told, own, retell, told

__all__ = ["DEFAULT", "LANGUAGES", "Language", "Told", "language", "mark", "own", "retell", "told", "without_formula"]
