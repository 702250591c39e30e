"""Network: what is stated of the phrases of a window, and which of them name receivers, by learned weights.

`network.onnx` is made by `benchmarks/train.py`: an encoder gives each word piece a vector that knows the words around
it; a phrase's first, last and mean vector are weighed for each verdict, with the facts that are known of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from .spelling import Speller
from .verdict import SCALE

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILE: Final = "network.onnx"
# Under these names the file keeps the word pieces and the facts, a line each, in the order of their numbers.
PIECES: Final = "pieces"
FACTS: Final = "facts"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The network, the speller of its word pieces and the numbers of the facts that it knows."""

    session: InferenceSession
    speller: Speller
    facts: Mapping[str, int]

    def weigh(
        self, pieces: Sequence[int], spans: Sequence[tuple[Place, Iterable[str]]]
    ) -> list[list[int]]:
        """Return what each span of a window weighs for each verdict, in thousandths of a logit.

        A span is given by its first and its last piece, and with its facts; there must be one. Facts that the
        network does not know say nothing.
        """
        import numpy as np

        known = self.facts
        told = np.zeros((len(spans), len(known)), dtype=np.float32)
        told.put(
            [
                row * len(known) + known[fact]
                for row, (_, facts) in enumerate(spans)
                for fact in facts
                if fact in known
            ],
            1,
        )
        (logits,) = self.session.run(
            ["verdicts"],
            {
                "pieces": np.array([pieces], dtype=np.int64),
                "spans": np.array([place for place, _ in spans], dtype=np.int64),
                "facts": told,
            },
        )
        weights: list[list[int]] = np.rint(logits.astype(np.float64) * SCALE).astype(int).tolist()
        return weights


@cache
def load_network() -> Network:
    """Read the network once; it takes one thread, so that sums are made in one order.

    Its matrices are kept in eight bits, but multiplied in 32: what eight bits of activations lose hangs on the
    processor (docs/decisions/0072-a-learned-reader.md).
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    session = InferenceSession(
        files(__package__).joinpath(FILE).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    kept = session.get_modelmeta().custom_metadata_map
    return Network(session, Speller(_numbered(kept[PIECES])), _numbered(kept[FACTS]))


def _numbered(lines: str) -> dict[str, int]:
    return {line: number for number, line in enumerate(lines.split("\n"))}
