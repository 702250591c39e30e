"""The form with which a page sends a policy: pasted text, or a file, and whose policy it is."""

from __future__ import annotations

from dataclasses import dataclass
from email import policy
from email.message import MIMEPart
from email.parser import BytesParser
from http import HTTPStatus
from typing import Final

from .refusals import refuse

FORM: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPolicy:
    """A policy as it was sent: its bytes, what its file is called, and whose it is, if told."""

    data: bytes
    file_name: str
    company: str


def parse_form(content_type: str, body: bytes) -> SentPolicy:
    """Read the fields `text`, `file` and `company`; a file goes before a text.

    A form's parts are MIME parts, so Python's own parser of messages reads them. Raises Refused
    where there are none.
    """
    head = f"Content-Type: {' '.join(content_type.split())}\r\n\r\n".encode("ascii", "replace")
    try:
        message = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    except RecursionError:
        raise refuse(
            HTTPStatus.BAD_REQUEST, "the form", "it holds forms in forms", "Send the policy alone."
        ) from None
    parts = {_name(part): part for part in message.iter_parts()} if message.is_multipart() else {}
    if not parts.keys() & {"text", "file"}:
        raise refuse(
            HTTPStatus.BAD_REQUEST,
            "the form",
            "it has no field text and none called file",
            "Send the policy in one of them.",
        )
    company = _content(parts.get("company")).decode("utf-8", "replace")
    file = parts.get("file")
    data = _content(file)
    if data.strip() and file is not None:
        return SentPolicy(data=data, file_name=file.get_filename() or "", company=company)
    return SentPolicy(
        data=_content(parts.get("text")), file_name="pasted policy.txt", company=company
    )


def _name(part: MIMEPart) -> str:
    return str(part.get_param("name", "", header="content-disposition"))


def _content(part: MIMEPart | None) -> bytes:
    found = part.get_payload(decode=True) if part is not None else b""
    return found if isinstance(found, bytes) else b""
