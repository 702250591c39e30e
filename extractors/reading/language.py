"""Which language a text is in, as far as it matters here: English or not."""

from __future__ import annotations

import re

# The commonest words of English that the other languages of policies have not.
_ENGLISH = frozenset(
    "the of and to you your we our is are that this with for or by be may not from us will have which it on if any"
    " other such when how about information data use".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|<[^<>]*>|data:\S+")
_LOOKED_AT = 60_000
# English policies have about 0.4 of these words, other European languages under 0.06.
_ENOUGH = 0.15
# Fewer words than this tell too little to refuse a text in Latin letters.
_FEW = 12

_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese", "yue": "Chinese", "wuu": "Chinese",
}  # fmt: skip


def find_foreign_language(text: str) -> str | None:
    """Return the name of the language of a text that isn't mostly English, None if it is.

    Short texts in Latin letters pass: too little tells what they are.
    """
    sample = _ADDRESS.sub(" ", text[:_LOOKED_AT])
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return None
    latin = [word for word in words if word[0] < "\u0250"]
    latin_share = sum(map(len, latin)) / sum(map(len, words))
    english = sum(word in _ENGLISH for word in latin)
    if latin_share > 0.5 and (len(latin) < _FEW or english >= _ENOUGH * len(latin)):
        return None
    return _name_language(sample)


def _name_language(sample: str) -> str | None:
    # Loads a model of 2 MB; most texts have been told to be English before.
    import py3langid

    code = py3langid.classify(sample)[0]
    return None if code == "en" else _NAMES.get(code, f'the language "{code}"')
