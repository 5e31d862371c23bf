"""The way back of the JSON export: from bytes that nobody vouches for to rows of a desk."""

from annotations.importing.rebuilding import rebuild
from annotations.importing.shape import MAX_BYTES, check_size, looks_like_export

__all__ = ["MAX_BYTES", "check_size", "looks_like_export", "rebuild"]
