"""Says how much of a failure the log tells."""

import logging


def drop_traceback(record: logging.LogRecord) -> bool:
    """A request that Django refuses as suspicious, such as for another host, is a line: no code of ours failed."""
    if record.name.startswith("django.security."):
        record.exc_info = None
    return True
