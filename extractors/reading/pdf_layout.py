"""The layout of a PDF's page, with the marks that pdfplumber loses and an eye on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .errors import ReadingError
from .limits import Clock

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage
    from pdfplumber.pdf import PDF

_BETWEEN_CHECKS: Final = 2_000
# A page of prose and tables has fewer lines and shapes; the rest of a drawing tells nothing.
_MOST_PATHS: Final = 5_000
_MOST_GLYPHS: Final = 200_000


def lay_out_page(pdf: PDF, page: PdfPage, clock: Clock) -> None:
    """Run a page's drawing commands and leave the result with the page.

    Marked content may stand in marked content (a ligature in its paragraph). pdfplumber takes the end of
    the inner one for that of both; here each end gives back what was marked around it. Raises
    ReadingError where the time is up, also within a page.
    """
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Device(PDFPageAggregatorWithMarkedContent):
        def __init__(self) -> None:
            super().__init__(pdf.rsrcmgr, pageno=page.page_number, laparams=pdf.laparams)
            self.around: list[tuple[int | None, str | None]] = []
            self.drawn = self.paths = 0

        def begin_tag(self, tag: Any, props: Any = None) -> None:
            self.around.append((self.cur_mcid, self.cur_tag))
            super().begin_tag(tag, props)
            if self.cur_mcid is None and self.cur_tag != "Artifact":
                self.cur_mcid = self.around[-1][0]

        def end_tag(self) -> None:
            self.cur_mcid, self.cur_tag = self.around.pop() if self.around else (None, None)

        def paint_path(self, *args: Any, **kwargs: Any) -> None:
            self.paths += 1
            if self.paths <= _MOST_PATHS:
                super().paint_path(*args, **kwargs)
            elif self.paths % _BETWEEN_CHECKS == 0:
                clock.check()

        def tag_cur_item(self) -> None:
            super().tag_cur_item()
            self.drawn += 1
            if self.drawn % _BETWEEN_CHECKS == 0:
                clock.check()
            if self.drawn > _MOST_GLYPHS:
                what = f"page {page.page_number} has more than {_MOST_GLYPHS:,} characters"
                raise ReadingError(what, clock.where, "Give the policy's pages alone.")

    device = Device()
    PDFPageInterpreter(pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
