"""What a reader says when a file can't be read: one line with what, where and what to do."""

from __future__ import annotations


class ReadingError(Exception):
    """A document that can't be read as an English policy.

    `what` is wrong with it, `where` it stands (a path or file name), `remedy` is what the user can do.
    """

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy
