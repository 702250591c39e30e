"""Jobs that take long: drawing the page of the whole graph, and reading a policy that somebody sends."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from .refusals import refuse
from .replies import Reply, make_reply

if TYPE_CHECKING:
    from .forms import SentPolicy
    from .jobs import OpenGraph

PAGE_POLICY: Final = "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
"""Besides the page's own policy, which names its scripts and stands in its head."""

_NICENESS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """The page, and the same compressed."""

    reply: Reply
    compressed: bytes


def draw_page(graph: OpenGraph, title: str) -> DrawnPage:
    """Draw the page on everything in the graph, as it is at the server."""
    from ..findings.shown import find_to_show
    from ..graphs.page import render_page
    from ..queries.catalogue import load_catalogue

    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # questions that are asked meanwhile come first
    titles = load_catalogue().titles
    page = render_page(
        graph.store, title=title, questions=titles, find=find_to_show, served=True
    ).encode()
    reply = make_reply(page, "text/html; charset=utf-8", security_policy=PAGE_POLICY)
    return DrawnPage(reply=reply, compressed=gzip.compress(page, 6, mtime=0))


def open_nothing() -> None:
    """The resource of workers that need none."""


def read_policy(_: None, sent: SentPolicy, as_page: bool) -> bytes:
    """Read a policy and return the page on it, or what that page embeds, as JSON. Nothing is kept.

    Raises Refused for what is no policy.
    """
    from ..extractors.reading import ReadingError
    from ..findings.shown import find_to_show
    from ..graphs.inlining import embed_json
    from ..graphs.page import page_data, render_statements
    from ..graphs.statement_reader import read_statements
    from ..graphs.store import GraphStore
    from ..pipeline import extract_text, put_in
    from ..queries.catalogue import load_catalogue

    try:
        found = extract_text(sent.data, file_name=sent.file_name, company=sent.company or None)
    except ReadingError as error:
        raise refuse(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            error.where,
            error.what,
            error.remedy,
            title="The policy can't be read",
        ) from None
    titles = load_catalogue().titles
    with GraphStore.in_memory() as store:
        put_in(store, found)
        statements = read_statements(store)
    title = found.document.title
    findings = find_to_show(statements)
    if as_page:
        return render_statements(
            statements, title=title, questions=titles, findings=findings, view="tab=policy"
        ).encode()
    return embed_json(
        page_data(statements, title=title, questions=titles, findings=findings)
    ).encode()
