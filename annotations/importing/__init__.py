"""The way back of the JSON export: from bytes that nobody vouches for to rows of a desk."""

from annotations.importing.parsing import MAX_BYTES, check_size, looks_like_export
from annotations.importing.rebuilding import rebuild

__all__ = ["MAX_BYTES", "check_size", "looks_like_export", "rebuild"]
