"""What a mail has around its text: the lines of its head, a way to write letters in ASCII, a signature."""

import quopri
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Final, NamedTuple

from articles.boilerplate import Rule
from articles.normal import normalise

HEAD: Final = Rule("mail head", "A line of the head of a mail.")
SIGNATURE: Final = Rule("signature", "The signature under a mail.")

_HEAD: Final = re.compile(r"(?:[A-Z][A-Za-z-]{1,40}:[ \t].*\n(?:[ \t]+\S.*\n)*){2,60}(?=[ \t]*\n)")
_OF_A_MAIL: Final = re.compile(r"^(?:From|Subject|Content-Type):", re.MULTILINE)
_SUBJECT: Final = re.compile(r"^Subject:[ \t]+(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_QUOTED_PRINTABLE: Final = re.compile(
    r"^Content-Transfer-Encoding:[ \t]*quoted-printable", re.MULTILINE | re.IGNORECASE
)
_CHARSET: Final = re.compile(r"charset=\"?([\w-]{1,40})", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r"\n-- \n((?:.{0,80}\n){0,7}.{0,80}\n?)\Z")


class Mail(NamedTuple):
    """The text of a mail, and what stands around it."""

    head: list[str]
    subject: str
    text: str
    signature: list[str]


def opened(content: str) -> Mail:
    """`content` without what only a mail has; of any other text nothing is taken away.

    Raises UnacceptableText where what was written in ASCII is no text.
    """
    found = _HEAD.match(content)
    head = found[0] if found and len(_OF_A_MAIL.findall(found[0])) > 1 else ""
    text = content[len(head) :]
    if _QUOTED_PRINTABLE.search(head):
        text = _decoded(text, _CHARSET.search(head))
    signed = _SIGNATURE.search(text)
    subject = _SUBJECT.search(head)
    return Mail(
        head=head.splitlines(),
        subject=_in_letters(" ".join(subject[1].split())) if subject else "",
        text=text[: signed.start()] if signed else text,
        signature=[line for line in ["--", *signed[1].split("\n")] if line.strip()] if signed else [],
    )


def _decoded(text: str, charset: re.Match[str] | None) -> str:
    data = quopri.decodestring(text.encode())
    try:
        return normalise(data.decode(charset[1] if charset else "utf-8"))
    except (LookupError, UnicodeError):
        return text


def _in_letters(subject: str) -> str:
    try:
        return normalise(str(make_header(decode_header(subject))))
    except (HeaderParseError, LookupError, UnicodeError):
        return subject
