"""Settles everything that may differ between two installations, from the environment.

``OBELUS_ENV`` is ``demo`` (the default: a private database, no mail, safe on this machine only), ``test``
or ``production``, which refuses to start while something it needs is missing.
"""

import fcntl
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import database
from config.environment import HOST, MAIL_SERVER, ORIGIN, RATE, SENDER, Environment
from config.logs import drop_traceback

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"  # the private database, its files, the demo's key

env = Environment(os.environ)
ENVIRONMENT = env.matching("OBELUS_ENV", "demo", "demo|test|production", "one of: demo, test, production")
IS_PRODUCTION = ENVIRONMENT == "production"

NEEDED_IN_PRODUCTION = {
    "SECRET_KEY": "50 or more random characters",
    "ALLOWED_HOSTS": "the host names it answers to, with commas between",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "EMAIL_HOST": "the mail server for sign-in codes and invitations",
    "DEFAULT_FROM_EMAIL": "the sender of that mail",
    "STATIC_ROOT": "a folder for collectstatic",
}
missing = [
    f"{name} ({what})" for name, what in NEEDED_IN_PRODUCTION.items() if not env.text(name).strip(", ")
]
if IS_PRODUCTION and missing:
    raise ImproperlyConfigured(f"Obelus does not start half-configured. Set: {'; '.join(missing)}.")
if "OBELUS_ENV" not in os.environ and env.text("SECRET_KEY") and env.text("ALLOWED_HOSTS"):
    raise ImproperlyConfigured(
        "SECRET_KEY and ALLOWED_HOSTS are set, but not whether this is production. Set OBELUS_ENV=production, or "
        "OBELUS_ENV=demo for the demo, which takes its own key and sends no mail."
    )


def _kept_key() -> str:
    """The demo's own secret, made once: sessions outlive a restart. An empty one was cut short."""
    DATA_DIR.mkdir(exist_ok=True)
    with open(DATA_DIR / "secret_key", "a+", opener=lambda path, flags: os.open(path, flags, 0o600)) as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.seek(0)
        key = kept.read()
        if not key:
            key = secrets.token_urlsafe(50)
            kept.write(key)
    return key


# The house

DEBUG = env.is_on("OBELUS_DEBUG") and not IS_PRODUCTION
if IS_PRODUCTION:
    SECRET_KEY = env.secret_key("SECRET_KEY")
elif ENVIRONMENT == "demo":
    SECRET_KEY = _kept_key()
else:
    SECRET_KEY = secrets.token_urlsafe(50)
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", *HOST)
if not IS_PRODUCTION:  # the demo prints links to this machine
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "config.apps.HouseConfig",
    "articles.apps.ArticlesConfig",
    "annotations.apps.AnnotationsConfig",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.HeaderMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.BodyMiddleware",
    "config.middleware.CacheMiddleware",
    "config.middleware.MethodMiddleware",
    "config.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
_FOLDERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
_KEPT = [("django.template.loaders.cached.Loader", _FOLDERS)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", _FOLDERS if DEBUG else _KEPT)],  # edits are seen
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# What it remembers

try:
    DATABASES = database.connections(os.environ)
except database.AddressError as unreadable:
    raise ImproperlyConfigured(str(unreadable)) from None
# In the database, so that all workers count the same sign-in attempts. Django keeps 300 of what is counted, which
# somebody with a few addresses fills: then what was tried is forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
STATIC_ROOT = env.folder_beside("STATIC_ROOT", BASE_DIR)
# Hashed names, compressed files: by collectstatic, at build time, since at start-up they would take 20 s.
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_ROOT = BASE_DIR / "config" / "root"
WHITENOISE_USE_FINDERS = not IS_PRODUCTION

# Who comes in

AUTH_USER_MODEL = "articles.Person"
AUTHENTICATION_BACKENDS = ["config.accounts.ByAddress"]
SESSION_ENGINE = "config.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "config.accounts.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_FORMS = {
    "change_password": "config.password_forms.ChangePassword",
    "set_password": "config.password_forms.SetPassword",
    "reset_password_from_key": "config.password_forms.ResetPassword",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # their own: whose account has another's address would get their codes
ACCOUNT_RATE_LIMITS = {"change_address": "10/h/user"}  # beside allauth's own
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True

# What it tells browsers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the icon of the page, which is no request then
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.errors.form_expired"
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS", *ORIGIN)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if env.is_on("BEHIND_PROXY"):  # only where a proxy sets these headers itself: a browser could forge them
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else everybody behind it shares one count of sign-in attempts

# A text of up to 5 MB comes through a form; a larger one is answered by the form, in words, up to here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the preview of 5,000 paragraphs has a few for each

# Mail

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if IS_PRODUCTION else 'console'}.EmailBackend"
EMAIL_HOST = env.matching("EMAIL_HOST", "localhost", *MAIL_SERVER)
EMAIL_PORT = env.number("EMAIL_PORT", 587, 65_535, "the port of the mail server, such as 587")
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.is_on("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.matching("DEFAULT_FROM_EMAIL", "obelus@localhost", *SENDER)

# How it speaks

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.zone("TIME_ZONE", "UTC")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["config.api.Bearer", "config.api.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["config.api.Pace"],
    "DEFAULT_THROTTLE_RATES": {"person": env.matching("API_RATE", "600/min", *RATE)},
    "DEFAULT_RENDERER_CLASSES": ["config.api.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.api.JsonParser"],
    "DEFAULT_SCHEMA_CLASS": "config.openapi.Schema",
    "EXCEPTION_HANDLER": "config.api.problem",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Obelus",
    "DESCRIPTION": "Articles, statement by statement, with evidence, review, export.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.with_manners",
    ],
    "ENUM_NAME_OVERRIDES": {
        "StatementKind": "annotations.models.StatementKind",
        "ParagraphKind": "articles.models.ParagraphKind",
        "CounterpointKind": "annotations.models.CounterpointKind",
        "RelationKind": "annotations.models.RelationKind",
        "Status": "annotations.models.Status",
        "CounterpointOutcome": "annotations.models.CounterpointOutcome",
        "FlagOutcome": "annotations.models.FlagOutcome",
        "Reason": "annotations.api.response_serializers.REASONS",
        "Code": "annotations.refusals.CODES",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": [drop_traceback]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a refusal is told to who asked, not to the log
        "gunicorn.http.wsgi": {"level": "ERROR"},  # that Django answers a HEAD in full, which is cut off here
    },
}
