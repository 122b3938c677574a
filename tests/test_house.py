"""The house stands: imports go one way, pages stay short, and each library is used in its own room only."""

import ast
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent

# From left to right: a room imports from its own layer and from those to its left.
LAYERS = (("i18n",), ("data",), ("metrics",), ("charts",), ("exports",), ("pages", "api"), ("app", "serve"))
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}

MAY_IMPORT = {
    "duckdb": {"data"},
    "pyspark": {"data"},
    "sqlglot": {"data"},
    "plotly": {"charts"},
    "streamlit": {"pages", "app", "serve"},
    "babel": {"i18n"},
    "uvicorn": {"serve"},
    "pptx": {"exports"},
}
ENTRANCES = {"metrics/__main__.py"}  # opens the store for the command line; everything else is handed a query


def _modules() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=HOUSE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = [HOUSE / line for line in listed.stdout.split()]
    return [path for path in files if path.exists() and _room(path) in RANK]


def _room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name of what is imported"
            found.add(str(node.module))
    return found


MODULES = _modules()
names = [str(path.relative_to(HOUSE)) for path in MODULES]


def test_every_room_has_modules() -> None:
    assert {"i18n", "data", "metrics", "charts", "exports", "pages", "app", "serve"} <= {
        _room(path) for path in MODULES
    }


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_module_imports_only_from_its_own_layer_or_those_to_its_left(path: Path) -> None:
    own = RANK[_room(path)]
    wrong = {name for name in _imports(path) if RANK.get(name.split(".")[0], -1) > own}
    assert wrong == set()


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_library_is_used_only_in_its_own_room(path: Path) -> None:
    wrong = {
        name for name in _imports(path)
        if _room(path) not in MAY_IMPORT.get(name.split(".")[0], {_room(path)})
    }  # fmt: skip
    assert wrong == set()


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) == "metrics"], ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_metric_never_sees_a_file_or_the_store(path: Path) -> None:
    if str(path.relative_to(HOUSE)) in ENTRANCES:
        return
    assert {name for name in _imports(path) if name.split(".")[0] == "data"} <= {"data.standing"}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_module_can_be_read_to_its_end(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    relative = path.relative_to(HOUSE)
    page = relative.parts[0] == "pages" and len(relative.parts) == 2
    limit = 40 if str(relative) == "app.py" else 120 if page else 300
    assert lines <= limit


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(HOUSE).parts[:1] == ("pages",)], ids=lambda p: p.name
)
def test_a_page_has_no_sql_no_html_and_no_cache_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in text
    assert "graph_objects" not in text
    if path.name != "reading.py":
        assert "cache_data" not in text
        assert "cache_resource" not in text
        assert ".query(" not in text.replace("reading.query(", "")  # handed to an analysis, which holds the SQL
        assert '("select ' not in text


def test_the_project_names_nothing_that_lies_beside_it() -> None:
    outside = "../" + "shared"
    listed = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split()
    texts = [HOUSE / name for name in listed if Path(name).suffix in (".py", ".md", ".toml", ".txt", ".in", ".csv", "")]
    guilty = [
        str(path) for path in texts if path.is_file() and outside in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert guilty == []


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) == "pages"], ids=lambda p: str(p.relative_to(HOUSE)))
def test_no_button_is_primary(path: Path) -> None:
    """Streamlit 1.67 writes it in white on the colour of the theme, 2.2 to 1 in the dark: too little to read."""
    assert 'type="primary"' not in path.read_text(encoding="utf-8")
