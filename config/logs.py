"""Says how much of a failure the log tells."""

import logging


def in_one_line(record: logging.LogRecord) -> bool:
    """A request that Django refuses as suspicious, such as for another host, is a line: no code of ours failed."""
    if record.name.startswith("django.security."):
        record.exc_info = None
    return True
