"""Gold kept as offsets gives the annotated records back, and only for the annotated policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from annotation import json_object
from gold import KEPT, GoldError, Part, gold_of, keep, part_of, read_kept, read_shared

TEXT = "# Skyloom\n\nWe don't sell your e-mail address. Acme’s widget collects cookies to count visits.\n"


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def records() -> list[dict[str, object]]:
    absent = dict.fromkeys(["recipient", "source", "purpose", "condition", "context"])
    first = {
        **absent,
        "id": "r001",
        "action": "share",
        "negated": True,
        "actor": "first_party",
        "data": span("e-mail address"),
        "category": "EmailAddress",
        "evidence": span("We don't sell your e-mail address."),
        "optional": False,
    }
    second = {
        **absent,
        "id": "r002",
        "action": "collect",
        "negated": False,
        "actor": "Acme’s widget",
        "data": span("cookies"),
        "category": "Cookies",
        "purpose": span("to count visits"),
        "evidence": span("Acme’s widget collects cookies to count visits."),
        "context": span("Skyloom"),
        "optional": True,
    }
    return [first, second]


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A folder of policies that holds Skyloom Ltd's."""
    folder = tmp_path / "policies"
    (folder / "ota" / "contrib").mkdir(parents=True)
    (folder / "ota" / "contrib" / "Skyloom Ltd.md").write_text(TEXT, encoding="utf-8")
    return folder


def annotated(tmp_path: Path, lines: list[dict[str, object]]) -> Path:
    path = tmp_path / "skyloom-ltd.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path, policies: Path) -> Path:
    """Skyloom's gold, kept in the held part."""
    gold = read_shared(annotated(tmp_path, records()), policies)
    return keep(gold, Part.HELD, kept=tmp_path, policies=policies)


def test_the_very_records_come_back(kept: Path, policies: Path) -> None:
    again = read_kept(kept, policies)
    assert [json_object(record) for record in again.records] == records()
    assert again.policy.name == "Skyloom Ltd.md"


def test_no_word_of_the_policy_is_kept(kept: Path) -> None:
    text = kept.read_text(encoding="utf-8")
    assert part_of(kept) is Part.HELD
    assert "e-mail" not in text
    assert "Acme" not in text


def test_gold_is_found_by_part(kept: Path, policies: Path) -> None:
    assert [gold.name for gold in gold_of(Part.HELD, kept=kept.parent, shared=policies.parent)] == [
        "skyloom-ltd"
    ]
    assert gold_of(Part.MORE, kept=kept.parent, shared=policies.parent) == ()
    assert gold_of(Part.HELD, kept=kept.parent, shared=policies / "nowhere") == ()


def test_a_policy_that_has_changed_is_refused(kept: Path, policies: Path) -> None:
    policy = policies / "ota" / "contrib" / "Skyloom Ltd.md"
    policy.write_text(TEXT.replace("sell", "rent"), encoding="utf-8")
    with pytest.raises(GoldError, match=r"has changed since it was annotated"):
        read_kept(kept, policies)


def test_a_policy_that_is_not_there_is_named(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"Skyloom Ltd\.md is not there"):
        read_kept(kept, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("share\t-", "share", "12 fields, not 11"),
        ("# part held", "# part other", "work or held, not other"),
        ("# sha256", "# hash", "doesn't name its sha256"),
        ("\t30-44\t", "\t30-4400\t", "no span of this policy"),
    ],
)
def test_a_broken_file_says_what_is_wrong(
    kept: Path, policies: Path, before: str, after: str, says: str
) -> None:
    text = kept.read_text(encoding="utf-8")
    assert before in text
    kept.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(GoldError, match=says):
        read_kept(kept, policies)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"data": {**span("cookies"), "start": 0}}, "don't stand at its offsets"),
        ({"actor": "Nobody"}, "its actor's words don't stand in the policy"),
        ({"id": "x"}, "x holds what this form can't keep"),
        ({"category_alt": "LogData"}, "r002 holds what this form can't keep"),
    ],
)
def test_what_can_not_be_kept_is_refused(
    tmp_path: Path, policies: Path, change: dict[str, object], says: str
) -> None:
    first, second = records()
    with pytest.raises(GoldError, match=says):
        keep(
            read_shared(annotated(tmp_path, [first, second | change]), policies),
            Part.MORE,
            kept=tmp_path,
            policies=policies,
        )


def test_every_kept_file_is_offsets_and_labels_only() -> None:
    for path in KEPT.glob("*.tsv"):
        assert part_of(path) in {Part.MORE, Part.HELD}
        for line in path.read_text(encoding="utf-8").splitlines()[4:]:
            fields = line.split("\t")
            assert len(fields) == 12, path
            assert fields[3].isalpha(), path
            assert all(field.strip("0123456789-") == "" for field in [fields[2], *fields[4:11]])
