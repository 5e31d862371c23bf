"""Names in quotation marks, which nobody is quoted with: of papers, books, companies."""

from typing import Final

from annotations.figures import Span
from articles.patterns import late

_BEFORE: Final = late(r"([^\W\d_]+)\s+$")
_LONGEST_WORD: Final = 40
_WHAT: Final = frozenset(
    """
    magazine newspaper journal book novel film movie series song album
    revista periódico diario libro novela película serie
    revue magazine journal livre roman film série
    zeitung zeitschrift magazin buch roman film serie
    مجلة صحيفة جريدة كتاب رواية فيلم مسلسل قناة موقع شركة منظمة حزب وكالة
    روزنامه روزنامہ مجله کتاب فیلم شرکت اخبار رسالے فلم
    """.split()
)
_STEMS: Final = tuple(
    """
    газет журнал книг роман фильм сериал компани корпораци концерн партия партии партию партией агентств канал
    телеканал
    """.split()
)
"""Of Russian, where a case changes the end."""
_JOINED: Final = ("و", "ل", "ب", "ال", "وال")
"""What Arabic writes before a word without a blank."""


def is_name(text: str, quoted: Span) -> bool:
    """Whether the word before the quotation marks says that they hold the name of something."""
    start = quoted[0]
    found = _BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    word = found[1].casefold() if found else ""
    bare = (word.removeprefix(joined) for joined in ("", *_JOINED))
    return bool(word) and (word.startswith(_STEMS) or not _WHAT.isdisjoint(bare))
