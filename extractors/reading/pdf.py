"""PDF: by its tree of tags where it has one, else by styles and positions; each line with page and box."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from .errors import ReadingError
from .extras import require_extra
from .layout import lay_out
from .limits import MOST_PAGES, Clock
from .lines import join_broken_passages
from .page import Page
from .pdf_glyphs import count_unmapped, read_glyphs
from .pdf_layout import lay_out_page
from .pdf_prose import write_prose
from .pdf_sheets import Sheet, read_sheet
from .pdf_streams import check_streams
from .pdf_tree import name_headings, read_tree, write_tree
from .spotted_text import SpottedText

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage
    from pdfplumber.pdf import PDF

_DAMAGED: Final = "Open it in a viewer and print it to a new PDF."
# A page of fewer characters than this says nothing; a picture this large is a scan.
_FEW_CHARACTERS: Final = 20
_LARGE: Final = 0.5
_MOST_UNMAPPED: Final = 0.1


def read_pdf(data: bytes, where: str) -> Page:
    """Return the text of a PDF; what repeats at the top and foot of its pages is left out.

    Raises ReadingError where it is broken, locked, scanned, too large or too slow, or the library that
    reads it isn't there.
    """
    require_extra("pdf", "a PDF", where)
    if b"%PDF-" not in data[:1_024]:
        raise ReadingError("this is no PDF, whatever its name says", where, "Check the file.")
    check_streams(data, where)
    with _quiet(), _open(data, where) as pdf:
        count = _count_pages(pdf, where)
        if count > MOST_PAGES:
            what = f"the PDF has more than {MOST_PAGES} pages"
            raise ReadingError(what, where, "Give the policy's pages alone.")
        try:
            return _read(pdf, where)
        except ReadingError:
            raise
        except RecursionError:
            raise ReadingError("the PDF is nested too deeply", where, _DAMAGED) from None
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  pdfminer raises whatever a broken file leads to
            what = f"the PDF is damaged ({type(error).__name__})"
            raise ReadingError(what, where, _DAMAGED) from None


def _read(pdf: PDF, where: str) -> Page:
    clock = Clock(where)
    tags = read_tree(pdf)
    sheets = _read_sheets(pdf, where, clock, with_shapes=tags is None)
    text = SpottedText()
    passages = None
    if tags is not None:
        passages = write_tree(tags, sheets, text)
        if passages is None:
            # Tags that leave out what a page unfolds still tell its headings.
            sheets = _read_sheets(pdf, where, clock, with_shapes=True)
            sheets = name_headings(tags, sheets)
    if passages is None:
        passages = write_prose(sheets, text)
    found, spots = text.finish()
    return Page(
        text=found,
        blocks=lay_out(join_broken_passages(passages)),
        spots=spots,
        title=_title(pdf),
    )


def _read_sheets(pdf: PDF, where: str, clock: Clock, *, with_shapes: bool) -> list[Sheet]:
    sheets: list[Sheet] = []
    scanned: list[int] = []
    for page in pdf.pages:
        clock.check()
        lay_out_page(pdf, page, clock)
        glyphs = read_glyphs(page)
        if len(glyphs) < _FEW_CHARACTERS and _holds_picture(page):
            scanned.append(page.page_number)
        sheets.append(read_sheet(page, glyphs, with_shapes=with_shapes))
        page.close()
    _refuse_scans(scanned, len(sheets), where)
    _refuse_unmapped(sheets, where)
    return sheets


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's warnings about odd files to itself."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _open(data: bytes, where: str) -> Iterator[PDF]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            what = "the PDF is locked with a password"
            raise ReadingError(what, where, "Save it without one.") from None
        raise ReadingError("the PDF is damaged or cut off", where, _DAMAGED) from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  pdfminer raises whatever a broken file leads to
        raise ReadingError("the PDF is damaged or cut off", where, _DAMAGED) from None
    try:
        yield pdf
    finally:
        pdf.close()


def _count_pages(pdf: PDF, where: str) -> int:
    from pdfminer.pdfpage import PDFPage

    count = 0
    try:
        for _ in PDFPage.create_pages(pdf.doc):
            count += 1
            if count > MOST_PAGES:
                break
    except Exception:  # noqa: BLE001  pdfminer raises whatever a broken file leads to
        count = 0
    if not count:
        raise ReadingError("the PDF is damaged or has no pages", where, _DAMAGED)
    return count


def _holds_picture(page: PdfPage) -> bool:
    whole = float(page.width) * float(page.height)
    covered = sum(float(each["width"]) * float(each["height"]) for each in page.images)
    return covered > _LARGE * whole


def _refuse_scans(scanned: Sequence[int], pages: int, where: str) -> None:
    """Refuse a PDF of pictures; a picture as its first or last page only is a cover."""
    inner = [page for page in scanned if page not in (1, pages)]
    if not scanned or (not inner and len(scanned) * 2 < pages):
        return
    named = ", ".join(map(str, scanned[:5])) + (" …" if len(scanned) > 5 else "")
    what = f"{len(scanned)} of {pages} pages are scanned pictures without text (page {named})"
    raise ReadingError(what, where, "Run it through text recognition, as with ocrmypdf.")


def _refuse_unmapped(sheets: Sequence[Sheet], where: str) -> None:
    """Refuse a PDF whose fonts don't tell which letters they draw."""
    whole = sum(len(sheet.glyphs) for sheet in sheets)
    if sum(count_unmapped(sheet.glyphs) for sheet in sheets) > _MOST_UNMAPPED * whole:
        what = "the PDF's fonts don't tell which letters they draw"
        raise ReadingError(what, where, "Run it through text recognition, as with ocrmypdf.")


def _title(pdf: PDF) -> str:
    title: Any = pdf.metadata.get("Title") if isinstance(pdf.metadata, dict) else None
    return " ".join(title.split()) if isinstance(title, str) else ""
