"""The language of a text, guessed from its script or its commonest words."""

import re
from collections import Counter
from typing import Final, Literal

from articles.sentences.letters import by_letters, is_japanese, is_of_other_letters

Direction = Literal["ltr", "rtl"]

UNSURE: Final = "und"
"""BCP 47 for a language that nobody determined."""

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv", "ckb"})

_LOOKED_AT: Final = 2_000
_HAN_TO_KANA: Final = 12
"""Signs for each of kana, in a Japanese headline; Chinese has kana in names alone."""
_HAN_OF_A_HEADLINE: Final = 30
_BETWEEN_WORDS: Final = re.compile(r"[^\w\u0900-\u0903\u093a-\u094f\u200c\u200d’']+")
r"""Vowel signs of Devanagari belong to the word; Python's \w leaves them out."""

_LETTER: Final = re.compile(r"[^\W\d_]")
_RIGHT_TO_LEFT_LETTER: Final = re.compile(
    r"(?=[^\W\d_])[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_SCRIPTS: Final = (
    ("kana", re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)

_LETTERS: Final = dict(_SCRIPTS) | {"han": re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")}
"""A letter of each script; Japanese writes two of them."""

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_QUOTED: Final = re.compile(
    r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|\([^()]*\)|（[^（）]*）"
)

_COMMON: Final[dict[str, dict[str, frozenset[str]]]] = {
    "latin": {
        "en": frozenset(
            """
            the of and to in is that it was for on are with as his they be at have this from or had by
            not
            """.split()
        ),
        "es": frozenset(
            """
            de la que el en y los se del las por un para con no una su al lo como más pero sus le ya o
            es
            """.split()
        ),
        "fr": frozenset(
            """
            de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il
            sont aux
            """.split()
        ),
        "de": frozenset(
            """
            der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es
            an werden
            """.split()
        ),
        "it": frozenset(
            """
            di e il la che in un è per una non del si le con i da sono della al ha dei nel più gli
            alla lo
            """.split()
        ),
        "pt": frozenset(
            """
            de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao
            ele das à
            """.split()
        ),
        "nl": frozenset(
            """
            de het een en van in is dat op te zijn met voor niet die aan er om ook als dan bij maar
            uit naar
            """.split()
        ),
    },
    "cyrillic": {
        "ru": frozenset(
            """
            и в не на что с по это как он для из но от к за его так же было все бы также этого только
            """.split()
        ),
        "uk": frozenset(
            """
            і в не на що з до та як від за це його але є про для був які також він була вони під час
            """.split()
        ),
        "bg": frozenset(
            """
            и на в да се за от не с е че са по като до това си ще който той към беше след има са
            """.split()
        ),
    },
    "arabic": {
        "ar": frozenset(
            """
            في من على إلى أن التي الذي هذا هذه عن مع كان كانت قد لا ما بعد بين قال كما أو ذلك لم
            """.split()
        ),
        "fa": frozenset(
            """
            و در به از که این را با است برای آن یک خود تا بر می کرد شد های هم نیز بود اما آنها
            """.split()
        ),
        "ur": frozenset(
            """
            کے میں کی ہے سے اور کو کا نے ہیں پر یہ کہ اس تھا بھی گیا کر ایک وہ ان تھے نہیں
            """.split()
        ),
    },
    "devanagari": {
        "hi": frozenset(
            """
            के में की है से और को का ने हैं पर यह कि इस था भी गया कर एक वह नहीं लिए
            """.split()
        ),
        "mr": frozenset(
            """
            आणि आहे या हे ते आहेत होते नाही केली एक त्या तो ती च्या मध्ये
            """.split()
        ),
        "ne": frozenset(
            """
            र छ को मा ले हो पनि गरेको छन् यो भएको लाई
            """.split()
        ),
    },
}
_SCRIPT_OF: Final = {tag: script for script, languages in _COMMON.items() for tag in languages} | {
    "ja": "han",
    "zh": "han",
}


def guess_language(text: str) -> str:
    """The BCP 47 tag of the text's language, or "und" when neither script, commonest words nor letters tell.

    Looks at the first two thousand characters.
    """
    head = text[:_LOOKED_AT]
    counts = Counter({script: len(pattern.findall(head)) for script, pattern in _SCRIPTS})
    script, most = counts.most_common(1)[0]
    if not most:
        return UNSURE
    if script in ("kana", "han"):
        headed = counts["han"] <= _HAN_OF_A_HEADLINE and is_japanese(head)
        return "ja" if headed or counts["kana"] * _HAN_TO_KANA > counts["han"] else "zh"
    if script == "arabic" and is_of_other_letters(head):
        return UNSURE
    return _by_words(head, _COMMON[script]) or by_letters(head, script) or UNSURE


def _by_words(text: str, languages: dict[str, frozenset[str]]) -> str | None:
    words = [word.casefold() for word in _BETWEEN_WORDS.split(text) if word]
    hits = Counter({tag: sum(word in common for word in words) for tag, common in languages.items()})
    (best, most), *others = hits.most_common(2)
    second = others[0][1] if others else 0
    return best if most > 1 and most >= len(words) * 0.08 and most > second * 1.15 else None


def primary(language: str) -> str:
    """The language of a tag, without its script or country: "pt-BR" → "pt"."""
    return language.partition("-")[0].lower()


def language_of(text: str, language: str) -> str:
    """The language of a paragraph: that of its article, unless its own words are of another script."""
    script = _SCRIPT_OF.get(primary(language))
    own = _own_words(text)
    if script is None or (script != "latin" and _is_written_in(_LETTERS[script], own)):
        return language
    guessed = guess_language(own)
    return language if guessed == UNSURE or _SCRIPT_OF[guessed] == script else guessed


def direction(text: str, language: str) -> Direction:
    """Which way the paragraph runs: as its own words do, or as its language does when it has none."""
    runs_left = primary(language) in RIGHT_TO_LEFT
    own = _own_words(text)
    if runs_left and _is_written_in(_RIGHT_TO_LEFT_LETTER, own):
        return "rtl"
    right = len(_RIGHT_TO_LEFT_LETTER.findall(own))
    left = len(_LETTER.findall(own)) - right
    return "rtl" if right > left or (right == left and runs_left) else "ltr"


def _own_words(text: str) -> str:
    """The beginning without addresses, quotations and brackets, where it has words besides them."""
    head = text[:_LOOKED_AT]
    bare = _ADDRESS.sub(" ", head)
    return next((own for own in (_QUOTED.sub(" ", bare), bare) if _LETTER.search(own)), head)


def _is_written_in(letter: re.Pattern[str], text: str) -> bool:
    """Whether the words of the script are the sentence, and those of others the names in it.

    Names and terms in Latin letters may have more of these than the sentence around them has of its own.
    """
    own, all_letters = len(letter.findall(text)), len(_LETTER.findall(text))
    words = sum(1 for word in text.split() if letter.search(word))
    return own > all_letters * (0.1 if words > 1 or letter is _LETTERS["han"] else 0.3)
