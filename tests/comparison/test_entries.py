"""What one sentence says of several recipients is shown once."""

from __future__ import annotations

from dataclasses import replace

from privacyflow.comparison.change_report import caution, headline, summarise, to_json, to_markdown
from privacyflow.comparison.changes import Change, ChangeKind, Difference, Named, Quote, Severity
from privacyflow.comparison.entries import fold_changes

from .test_change_report import version


def quote(start: int) -> Quote:
    return Quote(text="words", section="", start=start, end=start + 5, flow="", confidence=0.9)


def shared(recipient: str, start: int = 0, data: str = "location", note: str = "") -> Change:
    return Change(
        kind=ChangeKind.ADDED,
        severity=Severity.NEW_SHARING,
        deed="share",
        data=(Named(words=data, type=""),),
        recipient=Named(words=recipient, type=""),
        note=note,
        new=(quote(start),),
    )


def test_recipients_of_one_sentence_are_one_entry() -> None:
    (entry,) = fold_changes([shared("Mapbox"), shared("Twilio"), shared("Zorblax")])
    assert headline(entry.change, entry.recipients) == (
        "now says that it shares location with Mapbox, Twilio, Zorblax"
    )
    assert len(entry.changes) == 3
    assert dict(entry.sides) == {"old": (), "new": (quote(0),)}


def test_other_data_or_another_sentence_is_another_entry() -> None:
    entries = fold_changes([shared("A"), shared("B", data="name"), shared("C", start=9)])
    assert len(entries) == 3


def test_notes_are_put_together() -> None:
    wider = "the earlier version names a wider type or kind"
    (entry,) = fold_changes([shared("A", note=f"{wider}: x"), shared("B", note=f"{wider}: y")])
    assert entry.note == f"{wider}: x; y"


def test_what_the_company_does_itself_is_not_put_together() -> None:
    own = replace(shared("A"), recipient=None)
    assert len(fold_changes([own, replace(own, deed="collect")])) == 2


def test_reports_say_that_entries_are_fewer_than_changes() -> None:
    difference = Difference(
        old=version("old.md"),
        new=version("new.md"),
        company="Acme",
        changes=(shared("A"), shared("B"), shared("C", start=9)),
        kept=0.1,
    )
    assert summarise(difference) == "3 added, in 2 entries"
    assert to_markdown(difference).count("\n## ") == 2
    found = to_json(difference)["changes"]
    assert isinstance(found, list)
    assert [isinstance(each, dict) and each["entry"] for each in found] == [1, 1, 2]
    assert "10% of the earlier text" in caution(difference)
    assert caution(replace(difference, kept=0.5)) == ""
