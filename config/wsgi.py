"""What a WSGI server imports to serve the pages."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.checks import refuse_to_serve_errors, tell_findings
from config.serving import let_go_of_the_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_to_serve_errors()
import_module(settings.ROOT_URLCONF)  # every view once, before the server forks
tell_findings()
let_go_of_the_database()
