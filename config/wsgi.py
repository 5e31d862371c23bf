"""What a WSGI server imports to serve the pages."""

import gc
import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.checks import refuse_to_serve_errors, tell_findings
from config.encoding import Utf8Handler
from config.serving import let_go_of_the_database

APP_FAILED_TO_LOAD = 4  # of any other number gunicorn without --preload would try again, for ever

gc.disable()  # what a start makes stays: to look again and again for what does not takes an eighth of its time
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    django.setup(set_prefix=False)
    application = Utf8Handler()
    refuse_to_serve_errors()
except ImproperlyConfigured as refusal:
    print(refusal, file=sys.stderr)  # the sentence alone, no traceback before it
    sys.exit(APP_FAILED_TO_LOAD)
import_module(settings.ROOT_URLCONF)  # every view once, before the server forks
tell_findings()
let_go_of_the_database()
gc.enable()
