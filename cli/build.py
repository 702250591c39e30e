"""`privacyflow build`: files and folders into a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import say, track
from .failures import FAILED, OK, Failure, describe
from .options import DEFAULT_GRAPH, CompanyOption, GraphOption, StrictOption


def build(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER", help="Policies, or folders of them.")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    company: CompanyOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what is in the graph and unchanged.")
    ] = False,
    strict: StrictOption = False,
) -> int:
    """\b
    Examples:
      privacyflow build policies/
      privacyflow build acme.html beta.txt --graph my.graph
      privacyflow build unnamed.txt --company "Acme"

    Reads policies (.txt, .text, .md, .markdown, .html, .htm, .pdf, .docx, and those in .zip, .warc
    and .warc.gz) into the graph, which is made where there is none. What is in it and unchanged is
    not read again, so it may be interrupted and run again. A file that can't be read is reported
    and skipped. A document in an archive is called archive.zip!document.
    """
    from ..pipeline import BuildSummary, Step, build_each, find_documents

    paths = find_documents(sources)
    if company is not None and len(paths) > 1:
        raise Failure("--company", "names the company of one policy", "Build one file at a time.")
    if not paths:
        say("no policies found: build reads .txt, .md, .html, .pdf, .docx, .zip and .warc.gz files")
    built = []
    outcomes = build_each(paths, graph=graph, company=company, again=again)
    for _, outcome in zip(track(paths, "reading"), outcomes, strict=True):
        built.append(outcome)
        if outcome.step is Step.FAILED and outcome.error is not None:
            say(f"error: {describe(outcome.error)}")
    summary = BuildSummary(built=tuple(built))
    say(f"{graph}: {summary}")
    return FAILED if strict and summary.failed else OK
