"""From a file to a document: decoded, cut into blocks, with its language and its owner."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from ...ontology.records import Block, BlockKind, SourceDocument
from .encodings import decode
from .markdown import read_markdown
from .owner import Owner, find_owner
from .plain import read_plain

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
}


def read_document(path: Path, *, company: str | None = None) -> SourceDocument:
    """Read the policy at `path`.

    `company` overrides the owner found in the text. Raises ReadingError.
    """
    return read_text(path.read_bytes(), file_name=path.name, company=company)


def read_text(data: bytes, *, file_name: str, company: str | None = None) -> SourceDocument:
    """Read a policy from its bytes; `file_name` tells the format and is the last resort for a name.

    Raises ReadingError.
    """
    text = decode(data, file_name=file_name)
    media_type = _MEDIA_TYPES.get(Path(file_name).suffix.lower(), "text/plain")
    blocks = read_markdown(text) if media_type == "text/markdown" else read_plain(text)
    owner = find_owner(text, blocks, file_name=file_name)
    digest = hashlib.sha256(data).hexdigest()
    return SourceDocument(
        id=f"{_slug(Path(file_name).stem)}-{digest[:12]}",
        company=company or owner.company,
        company_aliases=_aliases(owner, company),
        title=_title(text, blocks, file_name),
        file_name=file_name,
        media_type=media_type,
        text=text,
        sha256=digest,
        blocks=blocks,
    )


def _aliases(owner: Owner, company: str | None) -> tuple[str, ...]:
    if company is None or company == owner.company:
        return owner.aliases
    return (owner.company, *(alias for alias in owner.aliases if alias != company))


def _title(text: str, blocks: Sequence[Block], file_name: str) -> str:
    for block in blocks[:12]:
        if block.kind is BlockKind.HEADING:
            return " ".join(text[block.start : block.end].split())
    return Path(file_name).stem


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "policy"
