"""From a file to a document: decoded, cut into blocks, with its language and its owner."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ...ontology.records import BlockKind, SourceDocument
from .encodings import decode
from .errors import ReadingError
from .html import Page, read_html
from .language import find_foreign_language
from .markdown import read_markdown
from .owner import Owner, find_owner
from .plain import read_plain

_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
}
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_document(path: Path, *, company: str | None = None) -> SourceDocument:
    """Read the policy at `path`, in plain text, Markdown or HTML.

    `company` overrides the owner found in the text. Raises ReadingError.
    """
    return _read(_read_bytes(path), file_name=path.name, where=str(path), company=company)


def read_text(
    data: bytes, *, file_name: str, company: str | None = None, where: str | None = None
) -> SourceDocument:
    """Read a policy from its bytes.

    The ending of `file_name` tells the format, else the bytes do; its stem is the last resort for the
    owner's name. `company` overrides the owner found; `where` is what errors call it (the file's name by default).
    Raises ReadingError.
    """
    return _read(data, file_name=file_name, where=where or file_name, company=company)


def document_id(data: bytes, *, file_name: str) -> str:
    """Return the id of the document with these bytes and this name, without reading it."""
    return f"{_slug(Path(file_name).stem)}-{hashlib.sha256(data).hexdigest()[:12]}"


def _read_bytes(path: Path) -> bytes:
    where = str(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise ReadingError(
                "the link points to nothing", where, "Mend or remove the link."
            ) from None
        raise ReadingError("no such file", where, "Check the path.") from None
    except IsADirectoryError:
        raise ReadingError("this is a folder", where, "Name the files in it.") from None
    except PermissionError:
        raise ReadingError("no permission to read it", where, "Change its permissions.") from None
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise ReadingError(reason, where, "Check the path and the disk.") from None


def _read(data: bytes, *, file_name: str, where: str, company: str | None) -> SourceDocument:
    media_type = _MEDIA_TYPES.get(Path(file_name).suffix.lower())
    if media_type is None:
        media_type = "text/html" if _HTML_START.match(data[:4_096]) else "text/plain"
    text = decode(data, where=where, declares=media_type == "text/html")
    page = _read_page(text, media_type)
    if not page.blocks:
        remedy = "Give a file that holds the policy's text."
        raise ReadingError("the file holds no text", where, remedy)
    if (language := find_foreign_language(page.text)) is not None:
        raise ReadingError(
            f"the text is in {language}, not in English", where, "Give the English version."
        )
    names = [name for name in (page.site_name, page.title) if name]
    owner = find_owner(page.text, page.blocks, file_name=file_name, titles=names)
    return SourceDocument(
        id=document_id(data, file_name=file_name),
        company=company or owner.company,
        company_aliases=_join_names(owner, company),
        title=_find_title(page, file_name),
        file_name=file_name,
        url=page.url,
        media_type=media_type,
        text=page.text,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=page.blocks,
        origins=page.origins,
    )


def _read_page(text: str, media_type: str) -> Page:
    if media_type == "text/html":
        return read_html(text)
    blocks = read_markdown(text) if media_type == "text/markdown" else read_plain(text)
    return Page(text=text, blocks=blocks, origins=())


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
