"""The laws of the house, kept by machines so that people may look at what matters."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

ROOT = Path(__file__).resolve().parents[1]
OP_ED = ROOT.parent / "shared" / "articles" / "op-ed.txt"
LONGEST = 400  # lines a file

OURS = ["articles", "annotations", "benchmarks", "config", "tests", "manage.py"]
LONGEST_VIEW = 25


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, whether committed already or about to be."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def texts(*patterns: str) -> dict[str, str]:
    found = {}
    for path in tracked(*patterns):
        try:
            found[str(path.relative_to(ROOT))] = path.read_text()
        except UnicodeDecodeError:
            continue  # a picture
    return found


def test_top_level_is_what_the_readme_maps():
    rooms = "annotations articles benchmarks config docs requirements templates tests .ci".split()
    files = "manage.py pyproject.toml README.md .gitignore".split()
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} == {*rooms, *files}


@pytest.mark.parametrize("command", ["ruff check --no-cache", "ruff format --no-cache --check"])
def test_python_is_tidy(command):
    checked = run(*command.split(), *OURS)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_templates_are_tidy(tmp_path):
    """The one that docs/look.md begins a page with is one of them."""
    shown = tmp_path / "page.html"
    shown.write_text(re.findall(r"```django\n(.*?)```", (ROOT / "docs" / "look.md").read_text(), re.S)[0])
    templates = [str(path) for path in (shown, *tracked("templates/*.html"))]
    djade = Path(sys.executable).with_name("djade")  # a program, not a module
    checked = subprocess.run(
        [djade, "--check", "--target-version", "5.2", *templates], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_imports_go_one_way():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    checked = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_types_are_strict_where_rules_live():
    checked = run("mypy")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_view_is_too_long():
    functions = [
        (f"{name}:{node.name}", node.end_lineno - node.lineno + 1)
        for name, text in texts("annotations/views/*.py").items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    assert not [(name, lines) for name, lines in functions if lines > LONGEST_VIEW]


def test_no_file_is_too_long():
    files = texts("*.py", "*.html", "*.css", "*.js", ":!*/migrations/*", ":!*/golden/*")
    long = {name: lines for name, text in files.items() if (lines := text.count("\n")) > LONGEST}
    assert not long


def test_every_module_says_what_it_is_for():
    silent = [
        name
        for name, text in texts("config/*.py", "articles/*.py", "annotations/*.py").items()
        if text.strip() and "/migrations/" not in name and not text.startswith('"""')
    ]
    assert not silent


def test_pages_hold_nothing_that_the_policy_forbids():
    forbidden = re.compile(
        r"\sstyle=|\son\w+=\"|hx-on|hx-vals=['\"]js:|<script(?![^>]*\ssrc=)|<style|javascript:"
    )
    pages = texts("templates/*.html", ":!templates/exports/*")
    found = {name: match.group() for name, text in pages.items() if (match := forbidden.search(text))}
    assert not found


def test_how_long_a_text_may_be_is_said_by_its_form():
    """A page that said it too kept an answer at half of what its form takes."""
    said = [
        name for name, text in texts("templates/*.html").items() if re.search("<textarea[^>]*maxlength", text)
    ]
    assert not said


def test_nothing_names_this_machine_or_its_registry():
    registries = r"[p]ypi\.org|[p]ythonhosted|[n]pmjs\.|[d]eb\.debian|[-]-index-url|[e]xtra-index"
    everybodys = {Path(folder) for folder in ("/", "/home", "/opt", "/srv", "/tmp", "/var/tmp")}
    machine = "|".join(re.escape(f"{folder}/") for folder in {ROOT, ROOT.parent, Path.home()} - everybodys)
    told = re.compile(rf"{registries}|(?<![\w.-])(?:{machine})")
    found = {name: match.group() for name, text in texts().items() if (match := told.search(text))}
    assert not found


def runs_of_words(text: str, length: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(length)), strict=False))


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not at hand")
def test_the_op_ed_stays_outside():
    """It is under copyright: tests may read it where it stands, the repository holds no seven words of it in a row."""
    its_own = runs_of_words(OP_ED.read_text())
    assert len(its_own) > 300
    shared = {name: runs_of_words(text) & its_own for name, text in texts().items()}
    assert {name: sorted(runs) for name, runs in shared.items() if runs} == {}


@pytest.mark.django_db(databases=["owner"])
def test_no_migration_is_missing():
    loader = MigrationLoader(connections["owner"])
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    assert not {label: [str(migration.operations) for migration in found] for label, found in wanted.items()}
