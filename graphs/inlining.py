"""Putting scripts, styles and data into one HTML file, with the policy that lets only these run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Final

from .page_data import JsonObject

_ESCAPES: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_SOURCE_MAP: Final = "//# sourceMappingURL="


def security_policy(scripts: Iterable[str], styles: Iterable[str], *, served: bool = False) -> str:
    """Return a policy that allows these inline scripts and styles, and nothing else.

    A page that is `served` may ask the server that it came from, too.
    """
    own = "'self'" if served else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_source_hash, scripts))}",
            f"style-src {' '.join(map(_source_hash, styles))}",
            f"connect-src {own}",
            "base-uri 'none'",
            f"form-action {own}",
        )
    )


def embed_json(data: JsonObject) -> str:
    """Return `data` as JSON that no HTML parser can take for the end of its script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate, which a command line may bring in, can't be written as UTF-8.
    return text.translate(_ESCAPES).encode("utf-8", "replace").decode("utf-8")


def _source_hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def inline(file: Traversable, element: str) -> str:
    """Return a file's text as the browser will see it, having checked that it may be inlined."""
    # An HTML parser turns \r\n and \r into \n before the hash is taken.
    text = file.read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(_SOURCE_MAP))
    if f"</{element}" in text.lower() or "<!--" in text:
        raise ValueError(f"{file.name} can't be inlined: it holds </{element} or <!--")
    return text
