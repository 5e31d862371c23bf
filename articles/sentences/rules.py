"""The named rules that say whether a sentence ends at a stop."""

import re
from collections.abc import Callable
from typing import Final

from articles.sentences.abbreviations import BRANDS, REPORTING
from articles.sentences.enumeration import is_ordinal
from articles.sentences.stops import OPENERS, Stop

Rule = Callable[[Stop], bool | None]
"""True: a sentence ends here. False: it goes on. None: the rule has nothing to say."""

_ROMAN: Final = re.compile(r"[IVXLC]+\b")
_DOTTED: Final = re.compile(
    r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}|(?:[\u0900-\u0963]{1,4}\.)+[\u0900-\u0963]{1,4}"
)
_FRONTED_TIME: Final = re.compile(
    r"(?:^|[.!?]\s+)(?:At|By|Around|About|Before|After|Since|From|Until)\s+[\d:.]+\s*[ap]\.?m$", re.I
)
_TIME_GOES_ON: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?![’'])(?!\s(?:was|is|will|would|had|has|may|might|could|brought|saw|came|began|seemed)\b)|"
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?\s\d|"
    r"(?:GMT|UTC|BST|WES?T|CES?T|EES?T|[ECMP][SD]?T|AK[SD]T|HST|HKT|PKT|[IJK]ST|MSK|EAT|CAT|WAT|SAST|SGT|"
    r"A[ECW][SD]T|NZ[SD]T)\b|"
    r"(?:Eastern|Central|Mountain|Pacific|Greenwich|Moscow)\s(?:(?:[Ss]tandard|[Dd]aylight|[Mm]ean)\s)?[Tt]ime\b"
)
"""What may stand behind a.m. or p.m. in its sentence: a day that does nothing itself, a date, a time zone."""
_ITEM: Final = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}|[^\W\d_]|[IVX]{2,5}")
_YEAR: Final = re.compile(r"[^\s,]\s(?:\d{4}[–—-])?\d{4} ?гг?$")
_FRONTED_YEAR: Final = re.compile(r"(?:^|[.!?…]\s)(?:В|Во|С|К|До|За|От|После|Около)\s[\d–—-]+ ?гг?$")
_RUSSIAN_OPENING: Final = re.compile(
    r"(?:[—–-] )?(?:В|Во|На|По|С|Со|За|У|О|Об|От|До|Из|К|При|Через|А|И|Я|Ранее|Всего|Среди|Около) (?=\S)"
)
"""Words of Russian that open a sentence; with a stop they are initials, as in "В. Путин"."""
_CHINESE_SAYING: Final = "(?<![小传傳学學])[说說]|(?<![街隧管渠轨軌频頻知])道|(?<![名职職俗])[称稱]|表示"
"""Not the end of a novel, a street, a name."""
_SPEAKERS: Final = {
    "zh": re.compile(
        rf"[^。！？，]{{0,8}}?(?:{_CHINESE_SAYING}|问|問|答|喊)|"
        rf"[^。！？，；]{{1,40}}(?:{_CHINESE_SAYING}|坦[承言]|介绍|介紹|透露|感慨|告[诉訴](?:[笔筆记記]者|媒[体體]))[。！]"
    ),
    "ja": re.compile(
        r"と|って|、|など|[^。！？、]{1,40}(?:(?:言っ|述べ|話し|語っ|答え|尋ね|訴え|指摘し|説明し|強調し|明かし)"
        r"(?:た|ている|ていた)|[言語]う|[話語]す|述べる|訴える|(?:指摘|説明|強調)する)[。！]"
    ),
    "ur": re.compile(r"اور\s|[^۔؟]{1,40}\sنے\s(?:کہا|بتایا|پوچھا)"),
    "hi": re.compile(r"और\s|[^।?]{1,40}\sने\s(?:कहा|बताया|पूछा)"),
    "fa": re.compile(r"و\s"),
}
"""What goes on behind a quotation: who says it, or what they did besides."""
_URDU_LETTER: Final = re.compile(
    r"(?:^|\s)(اے|بی|سی|ڈی|ای|ایف|جی|ایچ|آئی|جے|کے|ایل|ایم|این|او|پی|کیو|آر|ایس|ٹی|یو|وی|ڈبلیو|ایکس|وائی|زیڈ)$"
)
"""A Latin letter as Urdu spells it; several in a row without stops are an acronym."""
_CHICAGO: Final = ". . . ."
_QUOTES: Final = frozenset("\"'”’»›«“」』")


def at_the_end(stop: Stop) -> bool | None:
    """Nothing follows."""
    return True if not stop.after else None


def hard_mark(stop: Stop) -> bool | None:
    """Marks of Chinese, Japanese, Urdu, Arabic or Indic scripts."""
    return True if stop.is_hard else None


def quotation_goes_on(stop: Stop) -> bool | None:
    """Who says it follows the quotation, where no small letter tells."""
    speaker = _SPEAKERS.get(stop.language)
    quoted = speaker and any(mark in _QUOTES for mark in stop.closers)
    return False if quoted and speaker and speaker.match(stop.after) else None


def urdu_initial(stop: Stop) -> bool | None:
    """ "اے۔ بی۔ خان" is one name, but "پی آئی اے۔" may end a sentence."""
    if stop.marks != "۔" or stop.closers or stop.language != "ur":
        return None
    letter = _URDU_LETTER.search(stop.before)
    return False if letter and not _URDU_LETTER.search(stop.before[: letter.start()]) else None


def item_opens(stop: Stop) -> bool | None:
    """A number or a letter that opens the paragraph is that of an item or a speaker: "1. The", "Q. Why"."""
    opens = len(stop.before) == stop.start and stop.before.strip(OPENERS + " ") == stop.word
    alone = opens and stop.marks == "." and stop.closers in ("", ")", "]", "*", "**")
    return False if alone and _ITEM.fullmatch(stop.word) else None


def year(stop: Stop) -> bool | None:
    """Russian "г." is a year behind a number: a word that opens sentences goes on only from "В 2024 г.".

    Behind a comma the year belongs to a label: "Дом Толстого, 1898 г.".
    """
    if stop.language != "ru" or stop.short not in ("г", "гг") or not _YEAR.search(stop.before):
        return None
    if not (stop.followed_by_opener() or _RUSSIAN_OPENING.match(stop.after)):
        return None
    return not _FRONTED_YEAR.search(stop.before)


def omission_in_brackets(stop: Stop) -> bool | None:
    """Dots in brackets, […], stand for words left out; they end nothing."""
    bracketed = stop.before[-1:] + stop.closers[:1] in ("[]", "()")
    return False if stop.is_ellipsis and bracketed else None


def ellipsis(stop: Stop) -> bool | None:
    """Dots end a sentence before a capital, except before the English "I", which has one always.

    A stop at the word with three dots behind it is cut at the stop (Chicago Manual of Style), not here. Behind the
    Persian "and" they mean "and so on".
    """
    if not stop.is_ellipsis or (stop.word and stop.closers):
        return None
    if (stop.marks == _CHICAGO and stop.word) or stop.word == "و":
        return False
    hesitates = stop.language == "en" and stop.following.split("'")[0].split("’")[0] == "I"
    return not (hesitates or stop.followed_by_lower())


def speaker_follows(stop: Stop) -> bool | None:
    """A quotation, then who says it: “This is great.” she said; “No!” Smith said."""
    if not any(mark in _QUOTES for mark in stop.closers):
        return None
    if stop.followed_by_lower() and stop.after[:1].isalpha():
        return False
    words = stop.after.split(None, 4)[:4]
    verb = next((n for n, word in enumerate(words) if word.strip(",.") in REPORTING), None)
    names = words[:verb] if verb else []
    named = bool(names) and all(word[:1].isupper() for word in names) and not stop.followed_by_opener()
    return False if named else None


def bracket_inside(stop: Stop) -> bool | None:
    """A bracket that holds a sentence, inside a sentence that goes on in lower case."""
    return False if stop.closers[:1] in (")", "]") and stop.followed_by_lower() else None


def exclamation(stop: Stop) -> bool | None:
    """An exclamation mark ends a sentence, unless it belongs to a name or lower case goes on."""
    if stop.mark != "!":
        return None
    if len(stop.marks) > 1:
        return True
    if stop.word in BRANDS and not stop.followed_by_opener():
        return False
    return not stop.followed_by_lower()


def question(stop: Stop) -> bool | None:
    """A question mark ends a sentence; in English even before lower case, as the web writes it."""
    if stop.mark not in "?‽":
        return None
    return stop.language == "en" or not stop.followed_by_lower()


def stop_behind_bracket(stop: Stop) -> bool | None:
    """A bracket closes behind a short form, then comes a stop of the sentence's own: "(2025 г.). В Туле"."""
    return True if stop.closers[:2] in (").", "].") and stop.following[:1].isupper() else None


def link(stop: Stop) -> bool | None:
    """Something always follows: vs., e.g., z.B."""
    return False if stop.short in stop.forms.links else None


def name_follows(stop: Stop) -> bool | None:
    """A title or a part of a name: Dr. White, Gen. Musharraf, Mt. Fuji."""
    return False if stop.short in stop.forms.names else None


def number_follows(stop: Stop) -> bool | None:
    """p. 55, No. 7, vol. IV, Fig. ??; but "No. That is wrong." is two sentences."""
    if stop.short not in stop.forms.numbers:
        return None
    counted = stop.followed_by_number() or not stop.following or _ROMAN.fullmatch(stop.following)
    return False if counted else stop.followed_by_opener() or None


def day_ordinal(stop: Stop) -> bool | None:
    """A number with a stop that says which one: 12. Juni."""
    if not (stop.word.isdigit() and len(stop.word) <= 3):
        return None
    words = stop.before.split()
    before = words[-2] if len(words) > 1 else ""
    return False if is_ordinal(before, stop.following, stop.language) else None


def fronted_time(stop: Stop) -> bool | None:
    """A time that opens its sentence cannot close it: At 5 a.m. Mr. Smith went."""
    return False if _FRONTED_TIME.search(stop.before) else None


def initial(stop: Stop) -> bool | None:
    """A single letter is an initial before a name, a word before an opener: "you and I. Did you …"."""
    return stop.followed_by_opener() if len(stop.short) == 1 and stop.short.isalpha() else None


def short_form(stop: Stop) -> bool | None:
    """co., U.S., p.m. end a sentence before an opener, but not before a name, a number or a bracket."""
    short = stop.short
    if short not in stop.forms.ends and not _DOTTED.fullmatch(short):
        return None
    if stop.followed_by_lower() or stop.followed_by_number() or stop.after[:1] in "([":
        return False
    if short in ("a.m", "p.m"):
        return bool(stop.closers) or not _TIME_GOES_ON.match(stop.after)
    return stop.followed_by_opener() or (short in stop.forms.ends and not stop.forms.openers)


def note_mark(stop: Stop) -> bool | None:
    """A reference that sticks to the stop, [12] or 12, and then a capital."""
    referred = stop.closers.rstrip("]")[-1:].isdigit()
    return True if referred and stop.following[:1].isupper() else None


def lower_follows(stop: Stop) -> bool | None:
    """Outside English, no sentence begins with a small letter."""
    return False if stop.language != "en" and stop.followed_by_lower() else None


def whole_word(stop: Stop) -> bool | None:
    """Four letters or an acronym before a capital are no short form, nor is any word before an opener."""
    if not stop.short.isalpha():
        return None
    whole = len(stop.short) > 3 or (stop.word.isupper() and len(stop.word) > 1)
    return (stop.following[:1].isupper() if whole else stop.followed_by_opener()) or None


RULES: Final[tuple[Rule, ...]] = (
    at_the_end,
    quotation_goes_on,
    urdu_initial,
    hard_mark,
    item_opens,
    omission_in_brackets,
    ellipsis,
    speaker_follows,
    bracket_inside,
    exclamation,
    question,
    stop_behind_bracket,
    link,
    year,
    name_follows,
    number_follows,
    day_ordinal,
    fronted_time,
    initial,
    short_form,
    note_mark,
    lower_follows,
    whole_word,
)


def ends(stop: Stop) -> bool | None:
    """The first answer of `RULES`, or None when all are silent."""
    for rule in RULES:
        answer = rule(stop)
        if answer is not None:
            return answer
    return None
