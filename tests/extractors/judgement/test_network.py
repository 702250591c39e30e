"""The network: it is small, and weighs in 32 bits, so that processors come to the same."""

from __future__ import annotations

from importlib.resources import files

from privacyflow.extractors import judgement
from privacyflow.extractors.judgement.network import FILE, load_network
from privacyflow.extractors.judgement.verdict import Verdict

MEGABYTE = 1_000_000


def test_its_file_keeps_matrices_in_eight_bits_and_multiplies_none_in_them() -> None:
    kept = files(judgement).joinpath(FILE).read_bytes()
    assert len(kept) <= 30 * MEGABYTE
    assert b"DequantizeLinear" in kept
    assert b"DynamicQuantizeLinear" not in kept
    assert b"MatMulInteger" not in kept


def test_it_weighs_each_span_for_each_verdict_and_the_same_each_time() -> None:
    network = load_network()
    pieces = network.speller.spell("We collect your email address.").pieces
    spans = [((0, 1), ()), ((2, len(pieces) - 1), ("never heard of",))]
    weights = network.weigh(pieces, spans)
    assert [len(each) for each in weights] == [len(Verdict)] * 2
    assert weights == network.weigh(pieces, spans)
