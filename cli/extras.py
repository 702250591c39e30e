"""Extras: packages that one verb needs and the others do without."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from .failures import Failure

_PACKAGES: Final = {
    "fetch": ("protego",),
    "mcp": ("mcp",),
    "web": ("starlette", "uvicorn"),
}


def require_extra(extra: str, verb: str) -> None:
    """Raise Failure where the packages of an extra, which `verb` needs, aren't installed."""
    missing = [name for name in _PACKAGES[extra] if find_spec(name) is None]
    if missing:
        raise Failure(
            verb,
            f"needs {' and '.join(missing)}, which privacyflow can do without otherwise",
            f'Install them: pip install "privacyflow[{extra}]"',
        )
