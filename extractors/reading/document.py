"""From a file to a document: decoded, cut into blocks, with its language and its owner."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path

from ...ontology.records import BlockKind, SourceDocument
from .archives import (
    SEPARATOR,
    is_archive,
    open_archive,
    read_member,
    read_only_member,
    split_member,
)
from .encodings import decode
from .errors import ReadingError
from .formats import DOCX, HTML, MARKDOWN, PDF, find_media_type
from .html import read_html
from .language import find_foreign_language
from .limits import check_blocks, check_length, check_size
from .markdown import read_markdown
from .owner import Owner, find_owner
from .page import Page
from .plain import read_plain
from .source_file import SourceFile, read_file


def read_document(path: Path, *, company: str | None = None) -> SourceDocument:
    """Read the policy at `path`: plain text, Markdown, HTML, PDF or DOCX, or "archive.zip!member".

    `company` overrides the owner found in the text. Raises ReadingError.
    """
    return read_source(open_source(path), company=company)


def read_text(data: bytes, *, file_name: str, company: str | None = None) -> SourceDocument:
    """Read a policy from its bytes, an archive's if it holds but one.

    The ending of `file_name` tells the format, else the bytes do; its stem is the last resort for the
    owner's name. `company` overrides the owner found. Raises ReadingError.
    """
    check_size(len(data), file_name)
    source = SourceFile(data=data, file_name=file_name, where=file_name)
    if is_archive(file_name):
        source = read_only_member(BytesIO(data), file_name, file_name)
    return read_source(source, company=company)


def open_source(path: Path) -> SourceFile:
    """Return the bytes of the document at `path`, a file or "archive.zip!member". Raises ReadingError."""
    member = split_member(path)
    if member is not None and not path.exists():
        return read_member(*member)
    if is_archive(path.name) and path.is_file():
        with open_archive(path) as file:
            return read_only_member(file, path.name, str(path))
    return read_file(path)


def document_id(data: bytes, *, file_name: str) -> str:
    """Return the id of the document with these bytes and this name, without reading it."""
    return f"{_slug(Path(file_name).stem)}-{hashlib.sha256(data).hexdigest()[:12]}"


def read_source(source: SourceFile, *, company: str | None = None) -> SourceDocument:
    """Read a policy from its bytes and what is known of them, as `open_source` returns it.

    `company` overrides the owner found. Raises ReadingError.
    """
    data, file_name, where = source.data, source.file_name, source.where
    media_type = find_media_type(data, file_name)
    page = _read_page(source, media_type)
    if not page.blocks:
        remedy = "Give a file that holds the policy's text."
        raise ReadingError("the file holds no text", where, remedy)
    check_blocks(page.text, page.blocks, where)
    if (language := find_foreign_language(page.text)) is not None:
        raise ReadingError(
            f"the text is in {language}, not in English", where, "Give the English version."
        )
    names = [name for name in (page.site_name, page.title) if name]
    stem = file_name.rpartition(SEPARATOR)[2]
    owner = find_owner(page.text, page.blocks, file_name=stem, titles=names)
    return SourceDocument(
        id=document_id(data, file_name=file_name),
        company=company or owner.company,
        company_aliases=_join_names(owner, company),
        title=_find_title(page, file_name),
        file_name=file_name,
        url=page.url or source.url,
        retrieved=source.retrieved,
        media_type=media_type,
        text=page.text,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=page.blocks,
        origins=page.origins,
        spots=page.spots,
    )


def _read_page(source: SourceFile, media_type: str) -> Page:
    data, where = source.data, source.where
    if media_type == PDF:
        from .pdf import read_pdf

        return read_pdf(data, where)
    if media_type == DOCX:
        from .word_documents import read_docx

        return read_docx(data, where)
    text = decode(data, where=where, declares=media_type == HTML, told=source.charset)
    check_length(text, where)
    if media_type == HTML:
        return read_html(text)
    blocks = read_markdown(text) if media_type == MARKDOWN else read_plain(text)
    return Page(text=text, blocks=blocks)


def _join_names(owner: Owner, company: str | None) -> tuple[str, ...]:
    if company is None or company == owner.company:
        return owner.aliases
    return (owner.company, *(alias for alias in owner.aliases if alias != company))


def _find_title(page: Page, file_name: str) -> str:
    for block in page.blocks[:12]:
        if block.kind is BlockKind.HEADING:
            return " ".join(page.text[block.start : block.end].split())
    return page.title or Path(file_name).stem


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "policy"
