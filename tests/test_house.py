"""The rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["setuptools"]["packages"]
PACKAGE_DATA = PROJECT["tool"]["setuptools"]["package-data"]
SOURCE_FOLDERS = (
    "cli",
    "comparison",
    "corpus",
    "extractors",
    "fetching",
    "findings",
    "graphs",
    "ontology",
    "queries",
    "web",
)
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def tracked_files() -> list[Path]:
    """Every file of the project: what git knows, or all files where this is no checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        names = [name for name in listing.stdout.decode().split("\0") if name]
        return [path for name in names if (path := ROOT / name).is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not {".venv", ".git", "out", "build"} & set(path.relative_to(ROOT).parts)
    ]


FILES = tracked_files()
MODULES = [path for path in FILES if path.suffix == ".py"]
SOURCES = [
    path
    for path in MODULES
    if len(path.relative_to(ROOT).parts) == 1 or path.relative_to(ROOT).parts[0] in SOURCE_FOLDERS
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_folder_with_python_is_a_listed_package() -> None:
    folders = {path.parent.relative_to(ROOT) for path in SOURCES}
    found = {".".join(["privacyflow", *folder.parts]) for folder in folders}
    assert found == set(PACKAGES)


def test_every_data_file_of_a_package_is_shipped() -> None:
    shipped = {
        path
        for package, patterns in PACKAGE_DATA.items()
        for pattern in patterns
        for path in ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    data = {
        path
        for path in FILES
        if path.relative_to(ROOT).parts[0] in SOURCE_FOLDERS and path.suffix not in {".py", ".md"}
    }
    assert data - shipped == set()


def test_the_root_holds_no_other_module() -> None:
    assert {path.name for path in ROOT.glob("*.py")} <= {
        "__init__.py",
        "__main__.py",
        "bounds.py",
        "pipeline.py",
    }


def test_the_root_package_imports_nothing() -> None:
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "py.typed").is_file()
    assert "py.typed" in PACKAGE_DATA["privacyflow"]


def test_the_version_is_written_once() -> None:
    import privacyflow

    assert privacyflow.__version__ == PROJECT["project"]["version"]
    assert f"version: {privacyflow.__version__}" in (ROOT / "CITATION.cff").read_text(
        encoding="utf-8"
    )
    assert f"## {privacyflow.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_is_a_noun_of_modest_length_that_opens_with_a_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    opening = ast.get_docstring(tree)
    assert opening, "a module opens with one sentence"
    assert opening.split("\n\n")[0].rstrip().endswith((".", ":", "?"))
    assert text.count("\n") <= LONGEST_FILE
    assert path.stem not in VAGUE_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    too_long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_within_the_package_imports_are_relative(path: Path) -> None:
    if path.name == "__main__.py":
        pytest.skip("__main__.py is run as a script and imports absolutely")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    absolute = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and not node.level and _ours(node.module))
        or (isinstance(node, ast.Import) and any(_ours(alias.name) for alias in node.names))
    ]
    assert absolute == []


def _ours(module: str | None) -> bool:
    return (module or "").split(".")[0] == "privacyflow"


def test_no_file_names_a_machine_or_a_registry() -> None:
    hosts = ["py" + "pi.org", "pythonhosted" + ".org", "registry" + ".npmjs", "deb" + ".debian"]
    folders = ["/" + "work/", "/" + "root/", "/" + "home/", "." + "library"]
    named = re.compile("|".join(map(re.escape, hosts + folders)))
    guilty = [
        name_of(path)
        for path in FILES
        if path.suffix not in {".png", ".ico"}
        and named.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert guilty == []


def test_the_build_lock_agrees_with_the_development_lock() -> None:
    pins = (ROOT / "requirements/build.txt").read_text(encoding="utf-8")
    development = (ROOT / "requirements/dev.txt").read_text(encoding="utf-8")
    for pin in re.findall(r"^[\w-]+==[\w.]+", pins, flags=re.MULTILINE):
        assert re.search(rf"^{re.escape(pin)} ", development, flags=re.MULTILINE), pin


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt", "build.txt"])
def test_every_locked_package_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-zA-Z][\w.-]*==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_explained() -> None:
    decision = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    declared = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    names = [re.split(r"[<>=~! \[]", entry)[0] for entry in declared]
    assert [name for name in names if f"| {name} |" not in decision] == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "pyshacl", "owlready2", "rich"}
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, privacyflow.cli.application, privacyflow.pipeline;"
            "print(' '.join(sorted(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert heavy & set(loaded.stdout.split()) == set()
