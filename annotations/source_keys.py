"""The keys by which two records of one work are found: address, DOI, ISBN."""

import re
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_DOI = re.compile(r"\b(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]")
_DOI_ALONE = re.compile(rf"(?:doi:?\s*)?{_DOI.pattern}", re.IGNORECASE)
_ISBN_ALONE = re.compile(rf"(?:ISBN(?:-1[03])?:?\s*)?({_ISBN.pattern})", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NO_SCHEME = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<top>[^\W\d_]{2,}|xn--[a-z0-9-]+)(?::\d+)?(?P<path>[/?#]\S*)?",
    re.IGNORECASE,
)
_FILES = frozenset(
    "csv doc docx epub htm html jpeg jpg json md odt pdf png ppt pptx txt xls xlsx xml".split()
)
# Query keys that say where a reader came from, not what is read; "ref" may be the number of a file in a register.
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)$", re.IGNORECASE)
LONGEST: Final = 2000  # code points of a key
MOST_BYTES: Final = 2500  # an index takes up to 2,704, with the number of the desk
_AS_SENT = "surrogateescape"  # bytes that are no UTF-8 come out as they went in


def whole_address(text: str) -> str:
    """The address that ``text`` is, https where it names no scheme; the text itself where it is none.

    "bericht.pdf" alone is a file's name.
    """
    text = text.strip()
    found = None if _SCHEME.match(text) else _NO_SCHEME.fullmatch(text)
    if not found or (found["path"] is None and found["top"].lower() in _FILES):
        return text
    return f"https://{text}"


def url_key(url: str) -> str:
    """An address in the form in which two spellings of it are equal; empty where it is none.

    One without a scheme is https. Scheme, "www.", the default port, a trailing slash, the fragment and tracking
    parameters do not tell works apart.
    """
    try:
        parts = urlsplit(whole_address(url))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname.lower().removeprefix("www.")
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True, errors=_AS_SENT)
    query = urlencode(sorted(pair for pair in asked if not _TRACKING.match(pair[0])), errors=_AS_SENT)
    return _short(urlunsplit(("", host, parts.path.rstrip("/"), query, ""))[2:])


def without_tracking(url: str) -> str:
    """The address as it was given, without what says where a reader came from; its fragment names a place in it.

    One that holds another address, as an archive's do, is left as it is: it may lead nowhere else.
    """
    bare, mark, fragment = url.strip().partition("#")
    path, asks, query = bare.partition("?")
    if not url_key(url) or path.count("://") > 1:
        return url.strip()
    kept = [part for part in query.split("&") if not _TRACKING.match(part.partition("=")[0])]
    return path + (asks if kept else "") + "&".join(kept) + mark + fragment


def _short(key: str) -> str:
    """The key itself; of one that no index of PostgreSQL can hold, its beginning with the sum of all."""
    whole = key.encode(errors="replace")
    if len(key) <= LONGEST and len(whole) <= MOST_BYTES:
        return key
    return f"{whole[: LONGEST // 2].decode(errors='ignore')}#{sha256(whole).hexdigest()}"


def doi_key(text: str) -> str:
    """The DOI in ``text`` (bare, or in an address), in lower case; empty where there is none."""
    found = _DOI.search(text)
    return _without_stop(found[1]).lower()[:200] if found else ""


def _without_stop(doi: str) -> str:
    """``doi`` without the stops of a sentence; a bracket at its end is its own where it was opened in it."""
    while doi[-1] in ".,;" or (doi[-1] == ")" and doi.count(")") > doi.count("(")):
        doi = doi[:-1]
    return doi


def keys_in(text: str) -> dict[str, str]:
    """Column of a source → the key that ``text`` has for it, if any."""
    keys = {"url_key": url_key(text), "doi_key": doi_key(text), "isbn_key": isbn_key(text)}
    return {column: key for column, key in keys.items() if key}


def doi_address(text: str) -> str:
    """Where the DOI in ``text`` leads; empty where there is none."""
    key = doi_key(text)
    return f"https://doi.org/{quote(key, safe='/()._;:-')}" if key else ""


def work_named(text: str) -> tuple[str, dict[str, str]]:
    """The address that ``text`` is, or the DOI or ISBN, as a record has them; both empty for any other words."""
    text = text.strip()
    if url_key(text):
        return without_tracking(whole_address(text)), {}
    if found := _DOI_ALONE.fullmatch(text):
        return "", {"DOI": _without_stop(found[1])}
    if (found := _ISBN_ALONE.fullmatch(text)) and isbn_key(text):
        return "", {"ISBN": found[1]}
    return "", {}


def isbn_key(text: str) -> str:
    """The ISBN in ``text`` as 13 digits, checksum proven (ISO 2108); empty where there is none."""
    found = _ISBN.search(text)
    digits = re.sub(r"[- ]", "", found[0]).upper() if found else ""
    if len(digits) == 10:
        weights = zip(range(10, 0, -1), digits, strict=True)
        if sum(weight * (10 if digit == "X" else int(digit)) for weight, digit in weights) % 11:
            return ""
        digits = "978" + digits[:9]
        digits += str(-_sum13(digits) % 10)
    if len(digits) != 13 or not digits.isdigit() or _sum13(digits) % 10:
        return ""
    return digits


def _sum13(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
