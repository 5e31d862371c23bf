"""The house's own settings, with what would slow the tests down taken out."""

import os

os.environ["OBELUS_ENV"] = "test"

from config.settings import *  # noqa: F403  after the environment is named
from config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
WHITENOISE_AUTOREFRESH = True  # else each test client looks at every static file first
