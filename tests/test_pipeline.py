"""The road, end to end, as the library's user walks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore
from privacyflow.pipeline import (
    Step,
    answer,
    build,
    build_each,
    extract,
    extract_text,
    find_documents,
    put_in,
    query,
)
from privacyflow.queries.flow_card import read_card
from privacyflow.queries.questions import QuestionError
from privacyflow.tests.extractors.reading.archive_samples import make_zip

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "policies"
SEEDS = ROOT.parent / "shared" / "policies" / "seeds"
POLICIES = sorted(EXAMPLES.iterdir())


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pipeline") / "example.graph"
    summary = build(EXAMPLES, graph=path)
    assert str(summary).startswith(f"{len(POLICIES)} added")
    return path


def test_the_lines_in_the_readme_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    assert len([line for line in lines.splitlines() if line]) == 3
    one_policy = tmp_path / "examples" / "policies"
    one_policy.mkdir(parents=True)
    (one_policy / "fernway.md").write_bytes((EXAMPLES / "fernway.md").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(lines, "README.md", "exec"), {})
    assert (tmp_path / "privacyflow.graph").is_dir()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.name)
def test_every_span_holds_the_words_it_claims(policy: Path) -> None:
    found = extract(policy)
    text = found.document.text
    if policy.suffix != ".html":
        assert text == policy.read_text(encoding="utf-8")
    assert len(found.flows) > 10
    for flow in found.flows:
        mentions = [
            flow.data,
            flow.evidence,
            *(party.mention for party in (flow.actor, flow.recipient, flow.source) if party),
            *flow.purposes,
            *filter(None, (flow.condition, flow.retention, flow.lead_in)),
        ]
        for mention in filter(None, mentions):
            assert text[mention.start : mention.end] == mention.text


def test_two_builds_are_byte_identical(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.graph"
    build(*reversed(POLICIES), graph=other)
    with GraphStore.open(graph, read_only=True) as one, GraphStore.open(other) as two:
        assert one.dump() == two.dump()


def test_what_is_built_and_unchanged_is_not_read_again(graph: Path) -> None:
    steps = {built.step for built in build_each(POLICIES, graph=graph)}
    assert steps == {Step.UNCHANGED}


def test_a_changed_policy_is_a_version_of_its_own(tmp_path: Path) -> None:
    policy = tmp_path / "acme.md"
    policy.write_text("Acme Ltd collects your email address.\n", encoding="utf-8")
    first = build(policy, graph=tmp_path / "g")
    policy.write_text("Acme Ltd collects your email address and name.\n", encoding="utf-8")
    second = build(policy, graph=tmp_path / "g")
    assert first.built[0].policy != second.built[0].policy
    with GraphStore.open(tmp_path / "g", read_only=True) as store:
        assert len(store.policies()) == 2


def test_an_unforeseen_error_in_one_policy_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from privacyflow.extractors import flows

    real = flows.read_flows

    def fail_on_quillbox(document: object) -> object:
        if "quillbox" in str(getattr(document, "file_name", "")):
            raise RuntimeError("a bug")
        return real(document)  # type: ignore[arg-type]

    monkeypatch.setattr(flows, "read_flows", fail_on_quillbox)
    summary = build(EXAMPLES / "quillbox.txt", EXAMPLES / "fernway.md", graph=tmp_path / "g")
    assert [built.step for built in summary.built] == [Step.FAILED, Step.ADDED]
    assert "a bug" in getattr(summary.failed[0].failure, "what", "")


def test_documents_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.rtf", ".git/d.md", "sub/e.markdown"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_documents([tmp_path, tmp_path / "b.txt", tmp_path / "c.rtf"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["a.html", "b.txt", "sub/e.markdown", "c.rtf"]


def test_an_answer_is_rows_with_quotes_that_stand_in_the_policy(graph: Path) -> None:
    found = answer("who receives location data?", graph=graph)
    assert found.question == "who-receives"
    texts = "\n".join(extract(policy).document.text for policy in POLICIES)
    assert len(found) > 3
    for row in found:
        assert row["quote"] in texts


LOCATION_RECIPIENTS = {
    ("Fernway", "Mapbox"),
    ("Lantern Live", "Amap"),
    ("ParcelHare", "HERE Technologies"),
    ("Kettle & Crow", "Google Maps"),
}


def test_the_example_policies_give_away_location_to_those_they_name(graph: Path) -> None:
    rows = list(answer("who receives location data?", graph=graph))
    pairs = {(row["company"], row["recipient"]) for row in rows}
    missing = {
        (company, recipient)
        for company, recipient in LOCATION_RECIPIENTS
        if not any(company in one and recipient in other for one, other in pairs)
    }
    assert missing == set()


def test_a_denial_never_is_an_answer_to_who_receives(graph: Path) -> None:
    rows = list(query("who-receives", graph=graph, data="Location"))
    assert not [row for row in rows if "advertisers" in row["recipient"]]
    denials = list(query("denials", graph=graph, company="Fernway"))
    assert any("location" in row["data"] and "advertisers" in row["recipient"] for row in denials)


def test_an_unknown_value_is_explained(graph: Path) -> None:
    with pytest.raises(QuestionError, match=r"(?i)location"):
        query("who-receives", graph=graph, data="Loction")
    with pytest.raises(QuestionError):
        answer("what colour is the moon?", graph=graph)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed policies are not part of the project")
def test_the_seed_policies_build(tmp_path: Path) -> None:
    summary = build(SEEDS, graph=tmp_path / "seeds.graph")
    assert [built.path.name for built in summary.built if built.step is not Step.ADDED] == []
    assert all(built.flows for built in summary.built)


def test_an_archive_stands_for_its_documents(tmp_path: Path) -> None:
    policy = b"# Lampyris Privacy Policy\n\nLampyris Lamps collects your name.\n"
    (tmp_path / "all.zip").write_bytes(make_zip({"a/lampyris.md": policy, "b.md": b""}))
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    summary = build(tmp_path, graph=tmp_path / "a.graph")
    added, empty, loop = summary.built
    assert (added.path.name, added.flows) == ("lampyris.md", 1)
    assert empty.failure is not None
    assert empty.failure.where.endswith("all.zip!b.md")
    assert empty.failure.what == "the file is empty"
    assert loop.failure is not None
    assert loop.failure.what == "the link leads back to itself"
    assert build(tmp_path, graph=tmp_path / "a.graph").of(Step.UNCHANGED)


def test_the_card_of_a_flow_tells_its_place_in_the_users_file() -> None:
    page = b"<html><p>Lampyris Lamps&nbsp;collects <b>your name</b>.</p></html>"
    with GraphStore.in_memory() as store:
        put_in(store, extract_text(page, file_name="lampyris.html"))
        (flow,) = read_statements(store).flows
        facts = dict(read_card(store, flow.iri).facts)
    assert facts["in the file"] == "characters 9 to 55 of the file"
    assert page[9:55] == b"Lampyris Lamps&nbsp;collects <b>your name</b>."
