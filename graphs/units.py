"""Offsets as JavaScript counts them: in UTF-16 code units."""

from __future__ import annotations

import re
from bisect import bisect_left


class Units:
    """Turns offsets into a text from characters to UTF-16 code units."""

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide = [m.start() for m in re.finditer("[\U00010000-\U0010ffff]", text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset) if self._wide else offset
