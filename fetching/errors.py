"""Why an address was not fetched, said in one line: what, where, what to do."""

from __future__ import annotations


class FetchError(Exception):
    """An address that can't be, or may not be, fetched.

    `what` is wrong, `where` is the address, `remedy` is what the user can do.
    """

    def __init__(self, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy
