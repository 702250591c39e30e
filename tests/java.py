"""What a test needs that runs the reasoner."""

from __future__ import annotations

import shutil

import pytest

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs Java for HermiT")
