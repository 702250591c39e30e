"""What a named question is: the header and the SPARQL of one `.rq` file.

The header is the file's first comment lines, one `# key: value` each, in this order:

    # title: Who receives a kind of data
    # question: Who receives location data?
    # parameter: data (data, required) The kind of data. Example: Location
    # columns: company, recipient, quote, flow
    # view: table by recipient
    # note: …

A parameter `data` is the variable `?_data` of the query. It stands in the outermost SELECT because
only there can a value be bound to it; columns that begin with `_` are left out of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class QuestionError(Exception):
    """A question that can't be run: `where` that is, `what` is wrong, and the `remedy`."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        super().__init__(f"{where}: {what}. {remedy}".rstrip())
        self.where = where
        self.what = what
        self.remedy = remedy


class ParameterType(StrEnum):
    """What the value of a parameter names; it decides how the value becomes an RDF term."""

    DATA = "data"
    COMPANY = "company"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    KIND = "kind"
    ACTION = "action"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value that a question takes; `variable` is its SPARQL variable without the "?"."""

    name: str
    type: ParameterType
    required: bool
    description: str
    example: str

    @property
    def variable(self) -> str:
        return f"_{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One question of the catalogue.

    `question` asks it in plain English about the example values, `columns` are the answer's, `view`
    is how to show it ("table", or "table by COLUMN" for one grouped by a column), `notes` say what
    the columns mean where it isn't plain. `sparql` is the whole file, portable SPARQL 1.1.
    """

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    view: str
    notes: tuple[str, ...]
    sparql: str

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters without which the question can't be run."""
        return tuple(parameter for parameter in self.parameters if parameter.required)

    @property
    def order(self) -> tuple[tuple[str, bool], ...]:
        """The columns that the rows are sorted by, each with whether it descends."""
        match = _ORDER.search(self.sparql)
        terms = _ORDER_TERM.findall(match.group(1)) if match else []
        return tuple((name, bool(descending)) for descending, name in terms)

    @property
    def unsorted(self) -> str:
        """The query without its last ORDER BY: the same rows in no fixed order."""
        match = _ORDER.search(self.sparql)
        return self.sparql[: match.start()] if match else self.sparql

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called `name`.

        Raises:
            QuestionError: if the question has none of that name.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters)
        remedy = f"It takes {known}." if known else "It takes none."
        raise QuestionError(self.name, f"has no parameter {name!r}", remedy)


_HEADER_LINE: Final = re.compile(r"#\s*(\w+):\s*(.+?)\s*$")
_PARAMETER: Final = re.compile(r"(\w+) \((\w+), (required|optional)\) (.+?) Example: (.+)")
_ORDER: Final = re.compile(r"ORDER BY((?:\s+(?:\?\w+|DESC\(\?\w+\)))+)\s*$")
_ORDER_TERM: Final = re.compile(r"(DESC\()?\?(\w+)")
_KEYS: Final = ("title", "question", "parameter", "columns", "view", "note")


def parse_question(name: str, text: str) -> NamedQuery:
    """Read the header of the `.rq` file `text`.

    Raises:
        QuestionError: if a line of the header can't be read, or one that is needed is missing.
    """
    header: dict[str, list[str]] = {key: [] for key in _KEYS}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _HEADER_LINE.fullmatch(line)
        if not match or match[1] not in header:
            raise QuestionError(name, f"can't read the header line {line!r}", f"Keys: {_KEYS}.")
        header[match[1]].append(match[2])
    for key in ("title", "question", "columns", "view"):
        if len(header[key]) != 1:
            raise QuestionError(name, f"the header needs one line {key!r}", "Add it.")
    return NamedQuery(
        name=name,
        title=header["title"][0],
        question=header["question"][0],
        parameters=tuple(_parse_parameter(name, line) for line in header["parameter"]),
        columns=tuple(column.strip() for column in header["columns"][0].split(",")),
        view=header["view"][0],
        notes=tuple(header["note"]),
        sparql=text,
    )


def _parse_parameter(query: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match[2] not in set(ParameterType):
        raise QuestionError(
            query,
            f"can't read the parameter {line!r}",
            "Write: name (type, required|optional) description Example: value",
        )
    return Parameter(
        name=match[1],
        type=ParameterType(match[2]),
        required=match[3] == "required",
        description=match[4],
        example=match[5],
    )
