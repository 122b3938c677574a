"""Every sentence in the code has its Indonesian one, and the command that keeps it so."""

import pytest

from i18n import __main__ as command
from i18n import catalogue, extraction
from i18n.__main__ import PROJECT, update


@pytest.fixture
def project(tmp_path):
    (tmp_path / "pages").mkdir()
    return tmp_path


def said(project, code):
    (project / "pages" / "summary.py").write_text(code, encoding="utf-8")
    return extraction.sentences(project)


def written(project, entries):
    file = project / "messages.po"
    file.write_text(entries, encoding="utf-8")
    return file


def faults(project, code, entries):
    return extraction.faults(said(project, code), catalogue.read(written(project, entries), "id"))


@pytest.mark.parametrize("code", catalogue.TRANSLATED)
def test_every_sentence_of_the_product_is_translated(code):
    found = extraction.sentences(PROJECT)
    assert extraction.faults(found, catalogue.read(catalogue.path(code), code)) == []


@pytest.mark.parametrize("code", catalogue.TRANSLATED)
def test_the_catalogue_lies_as_the_command_writes_it(code):
    file = catalogue.path(code)
    assert catalogue.text(catalogue.read(file, code), code) == file.read_bytes()


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('say("Coverage")', ["Coverage"]),
        ('title = mark("Coverage")', ["Coverage"]),
        ('self.say("Coverage"); view.say("Gap")', ["Coverage", "Gap"]),
        ('say("Coverage "\n    "of Bali")', ["Coverage of Bali"]),
        ('say("Coverage " + "of Bali")', ["Coverage of Bali"]),
        ('say("{region}: {gap}", region="Bali", gap=str(say("none")))', ["{region}: {gap}", "none"]),
        ('say("up" if grows else "down")', ["up", "down"]),
        ('say(mark("Coverage"))', ["Coverage"]),
        ('say(WORDS["reached"]); say(metric.title); say.period("2025"); tell("no")', []),
        ('say(f"{region} leads")', [None]),
        ('say("Bali " + verb)', [None]),
        ('say("%s leads" % region)', [None]),
        ('"""say("in a docstring")"""', []),
    ],
)
def test_which_texts_are_found(project, code, texts):
    assert [sentence.msgid for sentence in said(project, code)] == texts


def test_a_text_is_found_with_its_place(project):
    (project / "app.py").write_text('\nsay("Coverage")\n', encoding="utf-8")
    assert extraction.sentences(project) == [extraction.Sentence("app.py:2", "Coverage")]


def test_a_file_that_cannot_be_read_stops_the_command(project):
    with pytest.raises(SyntaxError):
        said(project, 'say("Coverage"')


def test_each_fault_is_listed_with_its_place(project):
    code = """
say("untranslated")
say("empty")
say("unsure")
say("{region} leads")
say("open {")
say(f"{region} leads")
say("fine {region}")
"""
    entries = """
msgid "empty"
msgstr ""

#, fuzzy
msgid "unsure"
msgstr "ragu"

msgid "{region} leads"
msgstr "{daerah} memimpin"

msgid "open {"
msgstr "terbuka {"

msgid "fine {region}"
msgstr "{region} baik"

msgid "no longer"
msgstr "tidak lagi"

#~ msgid "long gone"
#~ msgstr "sudah lama"
"""
    assert faults(project, code, entries) == [
        "pages/summary.py:7: the text is put together at run time. Use named placeholders.",
        "pages/summary.py:2: 'untranslated' has no translation.",
        "pages/summary.py:3: 'empty' has no translation.",
        "pages/summary.py:4: the translation of 'unsure' is marked fuzzy. Check it and remove the mark.",
        "pages/summary.py:5: '{region} leads' and '{daerah} memimpin' differ in their placeholders.",
        "pages/summary.py:6: 'open {' and 'terbuka {' differ in their placeholders.",
        "messages.po: 'no longer' is no longer said anywhere.",
        "messages.po: 'long gone' is no longer said anywhere.",
    ]


def test_an_update_keeps_translations_adds_new_messages_and_drops_old_ones(project):
    file = written(
        project,
        '# say it briefly\nmsgid "Coverage"\nmsgstr "Cakupan"\n\nmsgid "Coverages"\nmsgstr "Cakupan lama"\n',
    )
    update(file, "id", said(project, 'say("Gap")\nsay("Coverage of")\nsay("Coverage")'))
    header, entries = file.read_text(encoding="utf-8").split("\n\n", 1)
    assert "charset=utf-8" in header and "Date" not in header
    assert entries == (
        '# say it briefly\nmsgid "Coverage"\nmsgstr "Cakupan"\n\n'
        'msgid "Coverage of"\nmsgstr ""\n\n'
        'msgid "Gap"\nmsgstr ""\n\n'
    )


def test_what_the_facts_say_in_english_is_to_be_translated_too(project):
    facts = project / "data" / "facts"
    facts.mkdir(parents=True)
    (facts / "published_figures.csv").write_text("value,note\n1,rounded\n2,\n", encoding="utf-8")
    (facts / "sources.csv").write_text(
        "publisher,url\npress article,handed to us\nkompas.com,https://kompas.com/x (page 2)\n", encoding="utf-8"
    )

    assert extraction.sentences(project) == [
        extraction.Sentence("data/facts/published_figures.csv:2", "rounded"),
        extraction.Sentence("data/facts/sources.csv:2", "press article"),
        extraction.Sentence("data/facts/sources.csv:2", "handed to us"),
    ]


def test_an_update_without_new_messages_leaves_the_file_alone(project):
    file = written(project, "")
    update(file, "id", said(project, 'say("Gap")\nsay("Coverage")'))
    first = file.read_bytes(), file.stat().st_mtime_ns
    update(file, "id", said(project, '\n\nsay("Coverage")\nsay("Gap")'))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == first


def test_the_check_fails_until_everything_is_translated(project, monkeypatch, capsys):
    said(project, 'say("Coverage")')
    file = written(project, "")
    monkeypatch.setattr(command, "PROJECT", project)
    monkeypatch.setattr(catalogue, "path", lambda code: file)

    assert command.main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "pages/summary.py:1: 'Coverage' has no translation.\n1 messages, 1 to look at.\n"
    )
    assert file.read_text(encoding="utf-8") == ""

    assert command.main([]) == 0
    file.write_text(file.read_text(encoding="utf-8").replace('"Coverage"\nmsgstr ""', '"Coverage"\nmsgstr "Cakupan"'))
    capsys.readouterr()
    assert command.main(["--check"]) == 0
    assert capsys.readouterr().out == "1 messages, 0 to look at.\n"
