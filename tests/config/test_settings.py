"""Production starts complete, or not at all."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from config.database import OWNER_URL

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "OBELUS_ENV": "production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "obelus.example.org",
    "DATABASE_URL": "postgres://web:secret@db.example.org/obelus",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "desk@example.org",
    "STATIC_ROOT": "/srv/obelus/static",
}


def manage(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command as on a machine where nothing but ``environ`` is set."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | environ
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments], env=env, capture_output=True, text=True
    )


def test_production_is_ready_for_deployment(tmp_path):
    collected = PRODUCTION | {"STATIC_ROOT": str(tmp_path)}
    assert manage("collectstatic", "--noinput", **collected).returncode == 0
    run = manage("check", "--deploy", "--fail-level", "WARNING", **collected)
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout
    (tmp_path / "css" / "frame.css").write_text("of the version before")
    assert "collectstatic" in manage("check", "--deploy", **collected).stderr
    assert manage("collectstatic", "--noinput", "--clear", **collected).returncode == 0


def test_a_folder_that_holds_something_else_is_not_cleared(tmp_path):
    (tmp_path / "css").mkdir()  # as a run leaves it that broke off
    (tmp_path / "thesis.txt").write_text("ten years of work")
    run = manage("collectstatic", "--noinput", "--clear", **PRODUCTION | {"STATIC_ROOT": str(tmp_path)})
    assert run.returncode == 1
    assert "holds something else (thesis.txt)" in run.stderr
    assert (tmp_path / "thesis.txt").exists()


def test_nothing_is_served_before_the_files_of_the_pages_are_collected():
    serving = manage("shell", "-v0", "-c", "import config.wsgi", **PRODUCTION)
    assert serving.returncode == 4
    assert "manage.py collectstatic" in serving.stderr.strip().splitlines()[-1]


def test_a_folder_that_cannot_be_written_is_named():
    run = manage(
        "collectstatic", "--noinput", "--clear", **PRODUCTION | {"STATIC_ROOT": "/proc/nobody-writes"}
    )
    assert run.returncode == 1
    (refusal,) = run.stderr.strip().splitlines()
    assert "/proc/nobody-writes" in refusal and "cannot be written" in refusal and "STATIC_ROOT" in refusal


def test_nothing_is_collected_into_no_folder():
    run = manage("collectstatic", "--noinput", OBELUS_ENV="demo")
    assert (run.returncode, run.stderr.count("\n")) == (1, 1) and "STATIC_ROOT is not set" in run.stderr


@pytest.mark.parametrize("how", [["--preload"], []], ids=["as in the README", "without --preload"])
def test_server_that_is_half_configured_says_so_and_ends(how):
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | PRODUCTION | {"SECRET_KEY": "short"}
    server = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        "127.0.0.1:0",
        "--log-level",
        "critical",
    ]
    run = subprocess.run([*server, *how], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert run.returncode != 0
    told = run.stderr.strip().splitlines()
    assert told[0].startswith("SECRET_KEY can be guessed")
    assert not how or len(told) == 1  # else gunicorn has more to say


def test_half_configured_production_names_all_that_is_missing():
    run = manage("check", OBELUS_ENV="production", ALLOWED_HOSTS="obelus.example.org")
    assert run.returncode != 0
    refusal = run.stderr.strip().splitlines()[-1]
    assert "ALLOWED_HOSTS" not in refusal
    for name in set(PRODUCTION) - {"OBELUS_ENV", "ALLOWED_HOSTS"}:
        assert name in refusal


def test_what_is_set_for_production_is_not_served_as_the_demo():
    set_for_it = {name: value for name, value in PRODUCTION.items() if name != "OBELUS_ENV"}
    run = manage("check", **set_for_it)
    assert run.returncode != 0
    assert "Set OBELUS_ENV=production" in run.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("DATABASE_URL", "mysql://a@b/c", "needs PostgreSQL"),
        ("OBELUS_ENV", "prod", "demo, test, production"),
        ("OBELUS_ENV", "Production", "demo, test, production"),
        ("ALLOWED_HOSTS", " , ", "the host names it answers to"),
        ("ALLOWED_HOSTS", "*", "such as obelus.example.org"),
        ("ALLOWED_HOSTS", "obelus.example.org, https://example.org", "such as obelus.example.org"),
        ("SECRET_KEY", "short", "50 or more random characters"),
        ("SECRET_KEY", "x" * 60, "50 or more random characters"),
        ("API_RATE", "abc", "such as 600/min"),
        ("EMAIL_PORT", "abc", "such as 587"),
        ("EMAIL_HOST", "smtp://mail.example.org", "such as mail.example.org"),
        ("EMAIL_HOST", "mail.example.org:587", "into EMAIL_PORT"),
        ("DEFAULT_FROM_EMAIL", "Desk", "such as desk@example.org"),
        ("EMAIL_USE_TLS", "ture", "1, true, yes, on"),
        ("TIME_ZONE", "Mars/X", "such as Europe/Madrid"),
        ("OBELUS_DATABASE_POOL", "x", "such as 16"),
        ("STATIC_ROOT", "static", "outside the source"),
        ("STATIC_ROOT", str(ROOT), "outside the source"),
        ("STATIC_ROOT", str(ROOT / "config" / "static"), "outside the source"),
        ("STATIC_ROOT", str(ROOT.parent), "outside the source"),
        ("CSRF_TRUSTED_ORIGINS", "obelus.example.org", "such as https://"),
    ],
)
def test_unreadable_setting_is_refused_in_a_sentence(name, value, why):
    run = manage("check", **PRODUCTION | {name: value})
    assert run.returncode == 1
    (refusal,) = run.stderr.strip().splitlines()
    assert name in refusal
    assert why in refusal


def test_who_asks_for_a_superuser_as_elsewhere_is_told_of_the_first_admin():
    run = manage(
        "createsuperuser",
        "--noinput",
        "--email",
        "rosa@example.org",
        OBELUS_ENV="test",
        DATABASE_URL=PRODUCTION["DATABASE_URL"],
    )
    assert run.returncode == 1
    assert "add_desk" in run.stderr and len(run.stderr.splitlines()) == 1


def test_demo_is_not_served_in_production():
    run = manage("demo", **PRODUCTION)
    assert run.returncode != 0
    assert "OBELUS_ENV" in run.stderr


def test_behind_a_proxy_attempts_to_sign_in_are_counted_by_who_makes_them():
    ask = (
        "from allauth.account.adapter import get_adapter; from django.test import RequestFactory;"
        "came = RequestFactory().get('/', headers={'X-Forwarded-For': '203.0.113.9, 198.51.100.7'});"
        "print(get_adapter().get_client_ip(came))"
    )
    told = {
        behind: manage("shell", "-v0", "-c", ask, **PRODUCTION, BEHIND_PROXY=behind).stdout for behind in "01"
    }
    assert told == {"0": "127.0.0.1\n", "1": "198.51.100.7\n"}


def test_who_works_on_the_house_sees_an_edit_of_a_template_at_the_next_load():
    ask = (
        "from django.template.loader import get_template as get;"
        "print(get('base.html').template is get('base.html').template)"
    )
    assert manage("shell", "-v0", "-c", ask, OBELUS_DEBUG="1").stdout == "False\n"


def test_readme_names_every_variable():
    """Except what Django is told by manage.py, and one for work on the house itself."""
    wiring = "".join(path.read_text() for path in (ROOT / "config").glob("*.py"))
    read = set(re.findall(r"(?:env|Environment\(environ\)|environ)\.\w+\(\s*\"([A-Z_]+)\"", wiring))
    assert {"TIME_ZONE", "EMAIL_HOST_USER", "OBELUS_DATABASE_POOL"} <= read
    readme = (ROOT / "README.md").read_text()
    unnamed = {name for name in read | set(PRODUCTION) | {OWNER_URL} if f"`{name}`" not in readme}
    assert unnamed == {"DJANGO_SETTINGS_MODULE", "OBELUS_DEBUG"}
