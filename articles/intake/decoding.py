"""The bytes of a file as text."""

import codecs
import re
from typing import Final, NamedTuple

from articles.intake.formats import in_words
from articles.intake.manuscript import IntakeRefused
from articles.sentences import guess_language


class Decoded(NamedTuple):
    """`encoding` by Python's name; `note` is a sentence when it was a guess."""

    text: str
    encoding: str
    note: str | None = None


ENCODINGS: Final = (
    "utf-8 utf-16 windows-1252 iso-8859-15 windows-1250 windows-1251 koi8-r windows-1253 windows-1254 "
    "windows-1256 gb18030 big5 shift_jis euc-jp euc-kr"
).split()
"""What the reader may choose from when a guess went wrong."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_NEXT_STEP: Final = "Open it, copy the article's text and take that in."
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WESTERN: Final = frozenset({"en", "es", "fr", "de", "it", "pt", "nl"})
_LOOKED_AT: Final = 64 * 1024
_WHOLE: Final = 2
"""At least so many signs beyond ASCII are whole, to each that is not."""


def decode(data: bytes, *, encoding: str | None, field: str) -> Decoded:
    """`data` as text: by the reader's `encoding`, a byte order mark, UTF-8, an HTML declaration, or a guess.

    Raises IntakeRefused for anything that is no text, and for an `encoding` that is unknown or does not fit.
    """
    _refuse_other_files(data, encoding, field)
    if encoding:
        return _as_told(data, encoding, "encoding")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _as_told(data, name, field)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged(data) or _declared(data) or _guess(data, field)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 but for a few bytes that strayed in, or were cut off: read as another encoding no accent would be right.

    In a text of any other encoding hardly two letters in a row are UTF-8.
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", errors="ignore")) - broken
    if not broken or whole < _WHOLE * broken:
        return None
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    places = "a place" if broken == 1 else f"{broken:,} places"
    note = (
        f"Read as utf-8, with {places} that cannot be read as such shown as “\ufffd”, first in line {line:,}."
    )
    return Decoded(
        text.removeprefix("\ufeff"), "utf-8", f"{note} Compare with the original, or choose another encoding."
    )


def _refuse_other_files(data: bytes, encoding: str | None, field: str) -> None:
    kind = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    head = data[:_LOOKED_AT]
    wide = encoding == "utf-16" or any(data.startswith(bom) for bom, _ in _BOMS)
    if kind:
        raise IntakeRefused(field, f"This is {kind}; only {in_words('and')} are read. {_NEXT_STEP}")
    if not wide and len(_CONTROLS.findall(head)) > len(head) * 0.02 + 1:
        raise IntakeRefused(
            field, f"This is not a text file, unless in UTF-16: then choose that encoding. {_NEXT_STEP}"
        )


def _as_told(data: bytes, encoding: str, field: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), _name(encoding))
    except (LookupError, UnicodeError):
        told = encoding.removesuffix("-sig")
        if told == "utf-8" and (damaged := _damaged(data)):
            return damaged
        raise IntakeRefused(
            field,
            f"The file is not readable as {told}. Choose another encoding, or save it as UTF-8.",
        ) from None


def _name(encoding: str) -> str:
    """The name under which the reader can choose it."""
    codec = codecs.lookup(encoding.removesuffix("-sig")).name
    return next((name for name in ENCODINGS if codecs.lookup(name).name == codec), codec)


def _declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = _name(found[1].decode("ascii"))
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):
        return None


def _guess(data: bytes, field: str) -> Decoded:
    """Western European where that reads as one of its languages, else what charset-normalizer thinks."""
    try:
        text, name = data.decode("windows-1252"), "windows-1252"
    except UnicodeDecodeError:
        text, name = "", ""
    if guess_language(text) not in _WESTERN:
        text, name = _statistical_guess(data, field)
    return Decoded(text, name, f"Read as {name}: a guess. If letters look wrong, choose another encoding.")


def _statistical_guess(data: bytes, field: str) -> tuple[str, str]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_LOOKED_AT], cp_isolation=ENCODINGS[2:]).best()
    try:
        name = _name(best.encoding if best else "iso-8859-15")
        return data.decode(name), name
    except UnicodeDecodeError:
        raise IntakeRefused(
            field, "The file's encoding could not be found out. Choose it, or save the file as UTF-8."
        ) from None
