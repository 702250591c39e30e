"""Spelling: word pieces keep their place, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacyflow.extractors.judgement.network import load_network
from privacyflow.extractors.judgement.spelling import UNKNOWN, Speller

PIECES = [UNKNOWN, "mail", "##box", "e", "box", "cafe", "-", "##e", "##s"]


def speller() -> Speller:
    return Speller({piece: number for number, piece in enumerate(PIECES)})


def pieces_of(text: str) -> list[tuple[str, str]]:
    spelled = speller().spell(text)
    places = (text[start:end] for start, end in spelled.places)
    return [(PIECES[piece], words) for piece, words in zip(spelled.pieces, places, strict=True)]


def test_words_are_parted_into_the_longest_known_pieces() -> None:
    assert pieces_of("Mailbox") == [("mail", "Mail"), ("##box", "box")]
    assert pieces_of("e-mail") == [("e", "e"), ("-", "-"), ("mail", "mail")]


def test_case_and_accents_are_dropped_and_places_kept() -> None:
    assert pieces_of("CAFÉS") == [("cafe", "CAFÉ"), ("##s", "S")]


def test_what_has_no_pieces_is_one_unknown_piece() -> None:
    assert pieces_of("mailx") == [(UNKNOWN, "mailx")]
    assert pieces_of("e" * 100) == [(UNKNOWN, "e" * 100)]
    assert pieces_of("") == []


@settings(deadline=None)  # the network is loaded once
@given(st.text(max_size=80))
def test_every_piece_stands_in_the_text_in_order(text: str) -> None:
    spelled = load_network().speller.spell(text)
    # One letter may become two pieces at one place: İ in lower case is two characters.
    assert [*spelled.places] == sorted(spelled.places)
    assert all(0 <= start < end <= len(text) for start, end in spelled.places)
    assert len(spelled.pieces) == len(spelled.places)


@pytest.mark.parametrize("text", ["We collect your e-mail address.", "IMEI, IP (IPv6)"])
def test_the_network_knows_the_words_of_policies(text: str) -> None:
    known = load_network().speller
    assert known.mark(UNKNOWN) not in known.spell(text).pieces
