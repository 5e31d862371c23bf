"""The language of a text of a few words, by letters and words that only one of its script has."""

import re
from collections.abc import Callable
from typing import Final

_ARABIC_LETTER: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_OF_URDU: Final = re.compile("[ٹڈڑںےۓہھ]")
_OF_PERSIAN: Final = re.compile("[پچژگکی]")
"""Urdu has them too, Arabic none of them."""
_ONLY_PERSIAN: Final = re.compile(r"ه|[^\W\d]\u200c[^\W\d]")
"""Beside letters of Persian: Urdu writes this "h" in another way, and needs no joiner inside a word."""
_OF_ARABIC: Final = re.compile(r"[ةأإى]|(?<!\w)[وفبك]?(?:ال|لل)[^\W\d]{2}")
_ONLY_ARABIC: Final = re.compile("[يك]")
_OTHER_ARABIC: Final = re.compile("[ټډړږښګڼېۍڅځڄٻڀٿڃڇڦڻڪڙڳڱۇۆۈۋڭێڕڵڤەݨݢ]")
"""Of Pashto, Sindhi, Uyghur, Kurdish, Saraiki."""
_ENOUGH: Final = 20
"""Letters of the Arabic script; of so many in Urdu, one is nearly always its own."""

_OF_RUSSIAN: Final = re.compile("[ыэё]|ъ[еёюя]", re.IGNORECASE)
_OF_UKRAINIAN: Final = re.compile("[їєґ]", re.IGNORECASE)
_OF_BULGARIAN: Final = re.compile("ъ(?![еёюя])", re.IGNORECASE)
_OTHER_CYRILLIC: Final = re.compile(r"[ўђјљњћџѓќѕѐѝ\u048a-\u04ff]", re.IGNORECASE)
"""Of Belarusian, Serbian, Macedonian, Kazakh, Tatar, Mongolian and others."""
_SHARED_BY_OTHERS: Final = re.compile("і", re.IGNORECASE)

_OTHER_DEVANAGARI: Final = re.compile(
    r"ळ|(?<![\w\u0900-\u0963])(?:आहे|आहेत|आणि|झाली|झाले|झाला|नाही|छ|छन्|भयो|हुने|गरे|गर्ने)(?![\w\u0900-\u0963])|"
    r"(?:च्या|मध्ये|लाई|हरू|हरु|न्छ|एको)(?![\w\u0900-\u0963])"
)
"""A letter, words, endings of Marathi and Nepali."""

_ONLY_JAPANESE: Final = re.compile(
    "[発対込働円鉄売読戦広図権歳収県検験気沢渋労栄営覚譲軽転辺遅駅齢桜畑枠総経済関脳変実増単団継続様黒歩帰徳抜拠挙捜摂"
    "毎満焼犠稲縄薬蔵訳隠険録]"
)
"""Signs in a form that China writes in neither of its two ways."""

_SURE: Final = {"es": re.compile("[¿¡]"), "de": re.compile("[aeiouäöü]ß")}
_LIKELY: Final = {
    "es": re.compile("ñ"),
    "fr": re.compile(r"œ|ç[aou]|[èêù]|(?<!\w)(?:qu|n|j|c)[’'](?=[^\W\d])"),
    "de": re.compile(r"(?<!g)ü|[^\W\d]{2}(?:[dglnrst]ung|keit|lich)(?:en?|er)?(?!\w)"),
}
_OTHER_LATIN: Final = re.compile(
    "[åøæşğıőűãõłżźęąćńśčšžřěůėįųūāēģķļņțșđħŵŷăơư\u1ea0-\u1ef9]"  # as Swedish, Turkish, Polish, Portuguese have
)
_LATIN_WORDS: Final = {
    "es": frozenset("el los las y está están según tras cómo qué quién sin hay año años ya pero".split()),
    "fr": frozenset("et les du une est dans sur avec aux qui sont cette après où pourquoi chez leur était".split()),
    "de": frozenset(
        "und der das ist nicht für auf wird werden sich zum zur gegen nach bei im wie warum kein keine".split()
    ),
}  # fmt: skip
_TWO: Final = 2
"""Signs of a language; one may be a name's."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN: Final = re.compile("[a-z]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_PLAIN_SHARE: Final = 0.7
"""Of the letters, in every language with the Latin ones; less in a text that was read in a wrong encoding."""


def by_letters(text: str, script: str) -> str | None:
    """The tag of the language that the letters of `text` tell, in one of the scripts "arabic", "cyrillic",
    "devanagari", "latin"; None where they do not tell.
    """
    return _READERS[script](text)


def is_of_other_letters(text: str) -> bool:
    """Whether words of an Arabic script are in a language that nobody here knows: one letter in forty is its own."""
    return 40 * len(_OTHER_ARABIC.findall(text)) > len(_ARABIC_LETTER.findall(text))


def is_japanese(text: str) -> bool:
    """Whether signs without kana have the form in which only Japan writes them."""
    return bool(_ONLY_JAPANESE.search(text))


def _arabic(text: str) -> str | None:
    if _OTHER_ARABIC.search(text):
        return None
    urdu, persian, arabic = (bool(own.search(text)) for own in (_OF_URDU, _OF_PERSIAN, _OF_ARABIC))
    if urdu:
        return None if _ONLY_ARABIC.search(text) else "ur"
    if persian:
        told = _ONLY_PERSIAN.search(text) or len(_ARABIC_LETTER.findall(text)) >= _ENOUGH
        return "fa" if told and not arabic else None
    return "ar" if arabic else None


def _cyrillic(text: str) -> str | None:
    if _OTHER_CYRILLIC.search(text):
        return None
    russian, ukrainian, bulgarian = (
        bool(own.search(text)) for own in (_OF_RUSSIAN, _OF_UKRAINIAN, _OF_BULGARIAN)
    )
    if russian + ukrainian + bulgarian != 1 or (_SHARED_BY_OTHERS.search(text) and not ukrainian):
        return None
    return "ru" if russian else "uk" if ukrainian else "bg"


def _devanagari(text: str) -> str | None:
    return None if _OTHER_DEVANAGARI.search(text) else "hi"


def _latin(text: str) -> str | None:
    small = text.lower()
    plain = len(_PLAIN.findall(small)) >= len(_LETTER.findall(small)) * _PLAIN_SHARE
    if not plain or _OTHER_LATIN.search(small):
        return None
    words = set(_WORD.findall(small))
    signs = {tag: len(words & own) + bool(_LIKELY[tag].search(small)) for tag, own in _LATIN_WORDS.items()}
    signs |= {tag: _TWO for tag, mark in _SURE.items() if mark.search(small)}
    told = [tag for tag, count in signs.items() if count >= _TWO]
    return told[0] if len(told) == 1 else None


_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "arabic": _arabic,
    "cyrillic": _cyrillic,
    "devanagari": _devanagari,
    "latin": _latin,
}
