"""Writes the reference pages that come from the program itself: the command line and the questions.

`make docs` runs it; a test checks that the pages in the repository are the ones it would write.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

from privacyflow.cli import run
from privacyflow.cli.application import VERBS
from privacyflow.findings.checks import describe_rules
from privacyflow.ontology.glossary import describe_terms
from privacyflow.queries.catalogue import load_catalogue
from privacyflow.queries.questions import NamedQuery

FOLDER = Path(__file__).resolve().parent
WRITTEN = (
    "<!-- Written by docs/reference/generate.py; change the program, then run `make docs`. -->\n"
)


def help_of(*verb: str) -> str:
    """What `privacyflow VERB --help` prints, 100 columns wide."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written), wide_terminal():
        run([*verb, "--help"])
    return written.getvalue().strip()


@contextlib.contextmanager
def wide_terminal() -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "102"
    try:
        yield
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


def command_line() -> str:
    """The page about the verbs and their options."""
    parts = [
        f"# Command line\n\n{WRITTEN}",
        f"```text\n{help_of()}\n```\n",
        *(f"## {verb.__name__}\n\n```text\n{help_of(verb.__name__)}\n```\n" for verb in VERBS),
        "## Exit codes\n\n"
        "| code | means |\n| --- | --- |\n"
        "| 0 | it ran; no rows is still 0 |\n"
        "| 1 | the graph does not conform (`validate`), the data contradicts the ontology (`reason`), or what "
        "`check --fail-on` or `diff --exit-code` asks for was found |\n"
        "| 2 | bad usage, bad input or our own error; with `--strict`, a file was skipped |\n"
        "| 130 | interrupted |\n\n"
        "Data goes to standard output, everything else to standard error. An error is one line: "
        "`error: WHERE: WHAT. REMEDY`. `PRIVACYFLOW_DEBUG=1` adds a traceback, "
        "`PRIVACYFLOW_GRAPH` names the graph, `NO_COLOR` is heeded.\n",
    ]
    return "\n".join(parts)


def questions() -> str:
    """The page about the named questions."""
    parts = [
        f"# Questions\n\n{WRITTEN}",
        "Each is a SPARQL file in `queries/`. Run one with "
        "`privacyflow query NAME -p PARAMETER=VALUE`,\nsee its SPARQL with `--explain`, "
        "or ask it in plain English with `privacyflow ask`.\n",
        *map(question, load_catalogue()),
    ]
    return "\n".join(parts)


def question(named: NamedQuery) -> str:
    lines = [f"## {named.name}\n", f"{named.title}. For example: “{named.question}”\n"]
    if named.parameters:
        lines += ["| parameter | is | means | for example |", "| --- | --- | --- | --- |"]
        lines += [
            f"| `{each.name}` | {each.type}{', required' if each.required else ''} "
            f"| {each.description} | {each.example} |"
            for each in named.parameters
        ]
        lines.append("")
    lines.append(f"Columns: {', '.join(f'`{column}`' for column in named.columns)}.\n")
    lines += [f"{note}\n" for note in named.notes]
    return "\n".join(lines)


def ontology() -> str:
    """The page about every term."""
    opening = (
        "Every term of `ontology/*.ttl`: what it is called, what it means, what it is below, and what it\n"
        "is to the [Data Privacy Vocabulary](https://w3id.org/dpv) 2.3. A concept means what policies call\n"
        "it: three of its words are shown, the Turtle has them all. The last table leads from DPV to ours.\n"
    )
    return f"# Ontology\n\n{WRITTEN}\n{opening}\n{describe_terms()}\n"


def pages() -> dict[str, str]:
    """Every written page by its file name."""
    return {
        "command-line.md": command_line(),
        "findings.md": f"# Findings\n\n{WRITTEN}\n{describe_rules()}",
        "ontology.md": ontology(),
        "questions.md": questions(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
