"""Refusals: why a request got no answer, as one record that travels between the processes."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from http import HTTPStatus

__all__ = ["Refusal", "Refused", "describe_error", "refuse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What is wrong (`what`), with which part (`where`), and what to do about it (`remedy`).

    `title` names the kind of problem, `line` and `column` count from 1, `retry_after` is in
    seconds, `allow` names the methods or formats that there are, `trace` is for whoever runs the
    server and is never sent.
    """

    status: HTTPStatus
    title: str
    where: str
    what: str
    remedy: str = ""
    line: int | None = None
    column: int | None = None
    retry_after: int | None = None
    allow: tuple[str, ...] = ()
    trace: str = ""

    @property
    def detail(self) -> str:
        """The one line that tells a person about it."""
        stop = "" if self.what.endswith((".", "?", "!")) else "."
        return f"{self.where}: {self.what}{stop} {self.remedy}".rstrip()


class Refused(Exception):
    """A request got no answer; `refusal` tells why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal

    def __reduce__(self) -> tuple[type[Refused], tuple[Refusal]]:
        return Refused, (self.refusal,)


def refuse(
    status: HTTPStatus, where: str, what: str, remedy: str = "", *, title: str = ""
) -> Refused:
    """Return the exception for a refusal whose title is the status's own phrase by default."""
    return Refused(
        Refusal(status=status, title=title or status.phrase, where=where, what=what, remedy=remedy)
    )


def describe_error(error: Exception) -> Refusal:
    """Return the refusal for an error of any part of privacyflow, or for one nobody foresaw."""
    from ..graphs.errors import GraphError, QueryError, StoreError
    from ..queries.questions import QuestionError

    match error:
        case Refused():
            return error.refusal
        case QueryError():
            return Refusal(
                status=HTTPStatus.BAD_REQUEST,
                title="The query can't be answered",
                where=error.where,
                what=error.what,
                remedy=error.remedy,
                line=error.line,
                column=error.column,
            )
        case QuestionError():
            status, title = HTTPStatus.BAD_REQUEST, "The question can't be answered"
            return refuse(status, error.where, error.what, error.remedy, title=title).refusal
        case StoreError():
            # Where the graph lies on disk is nobody's business but the server's.
            status, title = HTTPStatus.SERVICE_UNAVAILABLE, "The graph can't be read"
            return refuse(status, "the graph", error.what, "Ask again later.", title=title).refusal
        case GraphError():
            status, title = HTTPStatus.SERVICE_UNAVAILABLE, "The graph can't be shown"
            return refuse(status, error.where, error.what, error.remedy, title=title).refusal
    return Refusal(
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        title="Internal error",
        where="the server",
        what=type(error).__name__,
        remedy="Please report it.",
        trace="".join(traceback.format_exception(error)),
    )
