"""Groups of workers and those who pay for them, in words: as the offices' workbook calls them, and as sources print them."""

from __future__ import annotations

from data.office.choices import FUNDING, WORKER_CATEGORY
from i18n import Language, mark

_IN_WORKBOOK = {code: (indonesian, english) for code, indonesian, english in (*WORKER_CATEGORY, *FUNDING)}
# As published_figures.csv names them; what only Bali has keeps its own word beside the English one.
_PRINTED = {
    "BPU and clergy": mark("BPU and clergy"),
    "Jakon projects": mark("Construction projects"),
    "PKH recipients": mark("PKH recipients"),
    "election staff": mark("Election workers"),
    "enforcement": mark("By enforcement"),
    "honorary teachers": mark("Honorary teachers"),
    "honorer OPD": mark("Honorary staff of regional offices"),
    "jumantik": mark("Mosquito larva inspectors (jumantik)"),
    "kelian adat": mark("Heads of customary villages (kelian adat)"),
    "linmas": mark("Community protection (linmas)"),
    "non-ASN": mark("Non-ASN staff"),
    "non-ASN and adat": mark("Non-ASN staff and customary workers"),
    "other formal": mark("Other formal workers"),
    "pecalang": mark("Customary guards (pecalang)"),
    "pemangku": mark("Temple priests (pemangku)"),
    "penyarikan": mark("Secretaries of customary villages (penyarikan)"),
    "petengen": mark("Treasurers of customary villages (petengen)"),
    "provincial APBD": mark("Paid from the provincial budget"),
    "rohaniwan": mark("Clergy (rohaniwan)"),
    "sulinggih": mark("High priests (sulinggih)"),
    "village officials and RT/RW": mark("Village staff, RT/RW"),
    "vulnerable": mark("Vulnerable workers"),
    "vulnerable/BPU": mark("Vulnerable workers and BPU"),
}


def group_words(code: str, say: Language) -> str:
    """Say a group of workers or a payer; a name that has no words yet is said as it was loaded."""
    if code in _PRINTED:
        return say(_PRINTED[code])
    if code in _IN_WORKBOOK:
        return _IN_WORKBOOK[code][0 if say.code == "id" else 1]
    return code
