"""What a presenter reads beside a slide: the whole reading, the numbers, the definition, sources, batches and the link."""

from __future__ import annotations

from exports.briefing.method import NUMBERS
from exports.briefing.model import Briefing, Figure, Finding, Source
from i18n import Language


def notes_of(finding: Finding, told: Briefing, say: Language) -> str:
    """Give the notes of a finding, a paragraph each."""
    batches = [one for one in finding.batch_ids if one != "demo"]
    parts = [
        finding.title,
        finding.reading,
        finding.missing,
        say("Chart in words: {text}", text=finding.alt) if finding.alt and finding.chart is not None else "",
        *(_number(one, say) for one in finding.figures),
        finding.footer,
        say("Definition: {text}", text=finding.definition) if finding.definition else "",
        *([say("Sources:"), *(_source(one, say) for one in finding.sources)] if finding.sources else []),
        say("Office files: {batches}", batches=", ".join(batches)) if batches else "",
        say("Demonstration figures: generated, so that every page can be seen. Quote none of them.")
        if finding.example
        else "",
        say("Store {version}, made on {date}.", version=told.store, date=say.date(told.made_on)),
        say("Open in the app: {link}", link=finding.link) if finding.link else "",
        say(NUMBERS) if finding.chart is not None or finding.tables else "",
    ]
    return "\n".join(part for part in parts if part)


def _number(figure: Figure, say: Language) -> str:
    said = say("{label}: {text}", label=figure.label, text=figure.text)
    if _is_quotient(figure) and say.number(figure.numerator or 0) not in figure.note:
        said += " " + say("({numerator} of {denominator} people)", numerator=say.number(figure.numerator or 0),
                          denominator=say.number(figure.denominator or 0))  # fmt: skip
    return f"{said}; {figure.note}" if figure.note else said


def _is_quotient(figure: Figure) -> bool:
    """Whether a figure is the share of its people: what a plan takes carries the people that it starts from."""
    if figure.unit != "share" or figure.numerator is None or not figure.denominator:
        return False
    return figure.value == figure.numerator / figure.denominator


def _source(source: Source, say: Language) -> str:
    dated = f", {say.date(source.published_on)}" if source.published_on else ""
    return f"– {source.publisher}{dated}: {source.address}"
