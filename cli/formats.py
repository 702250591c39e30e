"""The names of the output formats, told by `-f` or by the ending of the output file."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from .console import STREAM
from .failures import Failure

ROW_FORMATS: Final = ("table", "csv", "tsv", "json", "ndjson", "md")
GRAPH_FORMATS: Final = ("ttl", "nt", "nq", "trig", "jsonld")
COVERAGE_FORMATS: Final = ("table", "jsonl", "json", "csv")
FLOW_FORMATS: Final = ("table", "jsonl", "csv", *GRAPH_FORMATS)

_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "ndjson": ("jsonl",),
    "jsonl": ("ndjson",),
    "markdown": ("md",),
    "turtle": ("ttl",),
    "ntriples": ("nt",),
    "nquads": ("nq",),
    "txt": ("table",),
    "srj": ("json",),
    "gv": ("dot",),
    "mermaid": ("mmd",),
}


def choose_format(
    requested: str | None, output: Path | None, allowed: Sequence[str], default: str
) -> str:
    """Return the format to write: `requested`, else by the file's ending, else `default`.

    Raises Failure where neither is one of `allowed`.
    """
    if requested is not None:
        return _known(requested, allowed, where=f"--format {requested}")
    if output is None or str(output) == STREAM or not output.suffix:
        return default
    return _known(output.suffix, allowed, where=str(output))


def _known(name: str, allowed: Sequence[str], *, where: str) -> str:
    name = name.lower().lstrip(".").replace("-", "")
    for candidate in (name, *_OTHER_NAMES.get(name, ())):
        if candidate in allowed:
            return candidate
    near = difflib.get_close_matches(name, allowed, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    raise Failure(where, "can't be written in this format", f"{hint}Formats: {', '.join(allowed)}.")
