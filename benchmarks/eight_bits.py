"""Eight bits: an ONNX graph whose large matrices are kept in eight bits and multiplied in 32.

Each matrix gets a scale a column and a `DequantizeLinear`, which onnxruntime works out once, when it loads the file
with `session.disable_quant_qdq`. Activations stay as they are: in eight bits they would round otherwise from one
processor to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import GraphProto, NodeProto

# Smaller matrices would save nothing.
LEAST: Final = 20_000
LARGEST: Final = 127


def keep_in_eight_bits(graph: GraphProto) -> None:
    """Change the graph in place; what it computes changes by what rounding its large matrices loses."""
    matrices = {
        each.name: numpy_helper.to_array(each)
        for each in graph.initializer
        if len(each.dims) == 2 and np.prod(each.dims) >= LEAST
    }
    kept: set[str] = set()
    nodes: list[NodeProto] = []
    for node in graph.node:
        for name in [each for each in node.input if each in matrices and each not in kept]:
            kept.add(name)
            nodes.append(_whole_again(graph, name, matrices[name], _side(node)))
        nodes.append(node)
    for each in [each for each in graph.initializer if each.name in kept]:
        graph.initializer.remove(each)
    del graph.node[:]
    graph.node.extend(nodes)


def _side(node: NodeProto) -> int:
    """Return the axis that the scales lie along: what a matrix gives is its columns, turned or looked up its rows."""
    turned = any(each.name == "transB" and each.i for each in node.attribute)
    return 0 if turned or node.op_type == "Gather" else 1


def _whole_again(graph: GraphProto, name: str, matrix: NDArray[np.float32], side: int) -> NodeProto:
    """Add a matrix in eight bits to the graph and return what makes it whole again."""
    scale = np.abs(matrix).max(axis=1 - side) / LARGEST
    scale[scale == 0] = 1
    eight = np.rint(matrix / np.expand_dims(scale, 1 - side)).astype(np.int8)
    parts = {f"{name}.eight": eight, f"{name}.scale": scale.astype(np.float32)}
    graph.initializer.extend(numpy_helper.from_array(each, key) for key, each in parts.items())
    return helper.make_node("DequantizeLinear", [*parts], [name], axis=side)
