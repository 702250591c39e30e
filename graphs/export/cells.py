"""Words as cells of a spreadsheet: no policy's words become a formula."""

from __future__ import annotations

from typing import Final

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"); the full-width
# signs = + - @ count too in East Asian settings.
FORMULA_STARTS: Final = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_GUARD: Final = "'"


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take `cell` for a formula."""
    return cell.lstrip(" ").startswith(FORMULA_STARTS)


def neutralise(cell: str) -> str:
    """Return `cell`, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return _GUARD + cell if is_formula(cell) else cell
