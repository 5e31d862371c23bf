"""The places where a text gives a number."""

import re
from typing import Final
from unicodedata import decimal

from articles.patterns import late

Span = tuple[int, int]

_WORDS: Final = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half twice double
    doubled triple tripled halved third quarter fifth thirds quarters fifths dozen dozens hundred
    hundreds thousand thousands million millions billion billions dos tres cuatro cinco mitad deux trois
    quatre cinq moitié zwei drei vier fünf hälfte doppelt
""".split()
_WIDE_THOUSANDS: Final = r"[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])"
_DIGITS: Final = rf"(?:\d{{1,3}}(?:[,.\u066c'’ ]\d{{3}})+(?!\d)|{_WIDE_THOUSANDS}|\d+)(?:[.,\u066b．]\d+)?"
_ATTACHED: Final = "|".join(
    rf"(?<=(?<!\w){word})"
    for word in ("[وفبلك]", "[وفبلك]ـ", "ال", "الـ", "[وفبك]ال", "[وفبك]الـ", "لل", "للـ")
)
"""Words of Arabic that are written together with the next: "and", "in", "the"."""
_BEFORE: Final = rf"(?<![.,/:–-])(?<![.!?,][”’»])(?<![.!?]\")(?:(?<![^\W\u2e80-\uffff])|{_ATTACHED})"
"""Not behind what a quotation ends with: there it is the number of a note."""
_SIGNS: Final = "[一二三四五六七八九十百千〇零两兩]"
_RUN: Final = f"{_SIGNS}{{1,30}}"
"""Bounded, so that signs which no 万 follows are not followed to their end from each of them."""
_IN_SIGNS: Final = rf"(?<!第)(?!千){_RUN}(?:[億亿万萬]{_RUN})*(?=[万萬億亿])"
_POWER: Final = rf"(?:{_DIGITS} ?[×x·] ?)?10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_IN_DIGITS: Final = (
    rf"{_BEFORE}(?:{_POWER}|{_DIGITS}(?:[兆億亿万萬]{_DIGITS})*(?: ?[–-] ?{_DIGITS})?)(?![\d/])|{_IN_SIGNS}"
)
_IN_WORDS: Final = (
    rf"\b(?:(?:one|two|three|four)[- ](?:thirds?|quarters?|fifths?)|"
    rf"a (?:(?:third|quarter|fifth)(?= of)|dozen|hundred|thousand|million)|"
    rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|{'|'.join(_WORDS[:8])})|(?!thirds?|quarters?|fifths?)(?:{'|'.join(_WORDS)}))\b"
)
_NUMBER: Final = late(_IN_DIGITS)
_NUMBER_OR_WORD: Final = late(f"{_IN_DIGITS}|{_IN_WORDS}", re.I)
_WORD: Final = late(r"[a-zà-ü]+")
_NUMBER_WORDS: Final = frozenset(_WORDS)
_APPROXIMATOR: Final = late(
    r"""
    \b(?:(?:more|less|fewer|greater|higher|lower)[ ]than|no[ ](?:more|less|fewer)[ ]than|at[ ](?:least|most)|
    up[ ]to|as[ ](?:many|much)[ ]as|over|under|nearly|almost|about|around|roughly|approximately|some|exactly|
    más[ ]de|menos[ ]de|casi|unos|unas|alrededor[ ]de|cerca[ ]de|al[ ]menos|
    plus[ ]de|moins[ ]de|près[ ]de|environ|quelque|au[ ]moins|presque|
    mehr[ ]als|weniger[ ]als|fast|etwa|rund|ungefähr|knapp|mindestens|höchstens|über|
    более|менее|около|почти|примерно)[ ]$
    """,
    re.I | re.X,
)
_CURRENCY: Final = late(r"(?:(?:US|A|C)?\$|[€£¥₹₽₩₺]|\b(?:USD|EUR|GBP|PKR|INR|CHF|Rs\.?) )$")
_SCALE: Final = r"""
    (?:thousands?|millions?|billions?|trillions?|dozens?|hundreds?|lakh|crore|mn|bn|[km]|mil|millones|
    milliers?|milliards?|tausend|millionen|milliarden|mio\.?|mrd\.?|тыс\.?|млн|млрд|万|萬|億|亿|兆|千|हज़ार|हजार|लाख|
    करोड़|अरब|ہزار|لاکھ|کروڑ|ارب|ملین|هزار|میلیون|میلیارد|آلاف|ألف(?:ًا|اً)?|مليون|ملايين|مليار)(?![a-zà-ÿа-я])
"""
_UNIT: Final = r"""
    (?:(?:%|per[ ]?cent(?:age)?)(?:[ -](?:points?|pts?)\b)?|٪|‰|％|
    por[ ]ciento|pour[ ]cent|prozent(?:punkte)?|процент\w*|فیصد|
    درصد|(?:في[ ]|ب)ال(?:مئة|مائة)|प्रतिशत|[€£¥₹₽]|
    دولار\w*|دلار|ڈالر|يورو|یورو|[رڑ][يی]ال|د[يی]نار|درهم|ليرة|جنيه|تومان|روپے|روپئے|نفر(?!ه)|रुपये|रुपए|रुपयों|डॉलर|
    円|元|米?ドル|ユーロ|美元|[欧歐]元|倍|割|キロ|㌔|
    (?:km/h|km²?|kg|cm|mm|m²|ha|mph|[MGk]W|[kT]Wh|[GT]B|°C|°F)\b|
    (?:US[ ])?(?:dollars?|euros?|pounds?|rupees?|yen|yuan|roubles?|rubles?)\b)
"""
_PER: Final = r"""
    [ ](?:per|a|an|each|every)[ ](?:capita|person|head|day|week|month|year|hour|minute|km)\b
    (?![ ](?:earlier|ago|later)\b|[ ](?:before|after)(?:[.,;]|$))|
    /(?:day|year|h|km)\b
"""
_UNITS: Final = late(rf"(?:[ -]?{_SCALE})?(?:[ -]?{_UNIT})?(?:{_PER})?", re.I | re.X)

_YEAR: Final = late(r"(?:1[4-9]|20)\d\d(?:\s?[–-]\s?\d{2,4})?")
_PERSIAN_YEAR: Final = late(r"1[34]\d\d(?:\s?[–-]\s?\d{2,4})?")
_PERSIAN: Final = late(r"\A[^ٹڈڑںے]*[پچژگ][^ٹڈڑںے]*\Z")
_COUNTED: Final = late("[人名个個件家台本枚隻只艘座棟辆輛株票社校]")
"""What is counted in Chinese or Japanese sticks to its number: no year."""
_CLOCK: Final = r"\s?(?i:[ap]\.?m\b|o[’']clock\b)"
_ORDINAL: Final = late(
    rf"\s?(?:st|nd|rd|th|er|ère|e|º|ª|-й|-го)\b|:\d|{_CLOCK}|\s(?:and|to|or)\s\d{{1,2}}(?::\d\d)?{_CLOCK}"
)
_NAMED_BEFORE: Final = late(r"(?:第|令和|平成|昭和|大正|明治|民[国國])$")
_NAMED_BEHIND: Final = late(
    r"月|日(?![間间])|[号號]|[時时](?![間间段])|[点點](?=[钟鐘半整]|\d+分)|世[纪紀]|G(?![A-Za-z])"
)
"""Days, months, hours, what has a number for a name, in Chinese and Japanese; 5G in any language."""
_MINUTE: Final = late(r"(?<=[時时点點])\d+分")
_PART_OF_A_TEXT: Final = late(
    r"\b(?:(?P<name>Art(?:icles?|ikel|ículos?|\.)|Sections?|Chapters?|Clauses?|Paragraphs?|Pages?|No\.?|"
    r"Fig(?:ur(?:es?|as?)|\.)|Tab(?:les?|elle|\.)|Tabl(?:as?|eau)|Charts?|Abb(?:ildung|\.)|Gr(?:áfico|aphique)|"
    r"Рис(?:унок|\.)|Табл(?:ица|\.))|"
    r"(?:articles?|sections?|chapters?|clauses?|paragraphs?|pages?|figures?|tables?|charts?))\s$|(?P<sign>§)\s?$"
)
_ITS_END: Final = late(r"\s(?:of|and|to)\s|[.,;:)\]]|$")
_MONTH: Final = r"""
    (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fév|avr|mai|juin|juil|août|déc|mär|okt|dez|
    янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[a-zé-ûа-я]*
"""
_OTHER_MONTH: Final = """
    يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر
    كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل ماي جوان جويلية أوت
    فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
    ژانویه فوریه آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    जनवरी फरवरी फ\u093cरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर
""".split()
_OTHER_MONTH_BEHIND: Final = late(rf"\s(?:من\s)?(?:{'|'.join(_OTHER_MONTH)})(?![^\W\d_])")
_MONTH_BEHIND: Final = late(rf"\.?\s(?:de\ )?{_MONTH}\b", re.I | re.X)
_MONTH_BEFORE: Final = late(rf"\b{_MONTH}\.?\s$", re.I | re.X)
_MARK: Final = late(
    r"\s*(?:(?:[(（]\d{1,3}[)）]|\d{1,3}(?:\.|\.?\))|\d{1,2}(?:\.\d{1,2}){2,}|\d{1,2}(?:\.\d{1,2})+\.|"
    r"(?P<level>\d{1,2}\.\d{1,2}))(?=\s+[\"“„«‘¿¡]?[^\W_])|"
    r"\d{1,3}\s?[-–](?=\s+[\u0620-\u06d3\u0904-\u0939])|\d{1,3}[、．](?=[^\W\d_]))"
)
"""The number of a heading or of an item, with its stop, its bracket or those of its levels."""
_FULL_STOPS: Final = (".", "!", "?", "…", "。", "۔", "।")


def find(text: str) -> tuple[Span, ...]:
    """The numbers of `text` with approximator, currency, scale, unit and "per …".

    Each as (start, end) in code points. Years, days of a month, times, ordinals, numbers of articles, pages, notes
    and of the heading or item itself are no figures.
    """
    in_words = not _NUMBER_WORDS.isdisjoint(_WORD.findall(text.lower()))
    found: list[Span] = []
    behind = _behind_its_mark(text)
    for number in (_NUMBER_OR_WORD if in_words else _NUMBER).finditer(text):
        if number.start() >= behind and not _is_a_name(text, *number.span()):
            found.append(_with_its_company(text, *number.span(), behind=behind))
            behind = found[-1][1]
    return tuple(found)


def _behind_its_mark(text: str) -> int:
    """Where its own words begin. "3.1" is a level where a capital follows, no unit, no full stop: "3.1 Costs"."""
    mark = _MARK.match(text)
    if not mark or not mark["level"]:
        return mark.end() if mark else 0
    is_heading = text[mark.end() :].lstrip('"“„«‘¿¡ ')[:1].isupper() and not text.rstrip().endswith(
        _FULL_STOPS
    )
    return (
        mark.end() if is_heading and _with_its_company(text, *mark.span("level")) == mark.span("level") else 0
    )


def _with_its_company(text: str, start: int, end: int, *, behind: int = 0) -> Span:
    if currency := _CURRENCY.search(text, max(behind, start - 5), start):
        start = currency.start()
    if approximator := _APPROXIMATOR.search(text, max(behind, start - 20), start):
        start = approximator.start()
    units = _UNITS.match(text, end)
    return start, units.end() if units else end


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether the number names something, an hour, a day or a section, instead of counting it."""
    number = text[start:end]
    if _ORDINAL.match(text, end) or _is_numbered(text, start, end):
        return True
    if _is_year(text, start, end) or _names_a_part(text, start, end):
        return _with_its_company(text, start, end) == (start, end)
    is_day = number.isdigit() and len(number) <= 2
    return is_day and bool(
        _MONTH_BEHIND.match(text, end)
        or _MONTH_BEFORE.search(text, max(0, start - 14), start)
        or _OTHER_MONTH_BEHIND.match(text, end)
    )


def _is_numbered(text: str, start: int, end: int) -> bool:
    """By the sign beside it, as Chinese and Japanese have it: 第3条, 5月20日."""
    return bool(
        _NAMED_BEHIND.match(text, end)
        or _NAMED_BEFORE.search(text, max(0, start - 2), start)
        or _MINUTE.match(text, start)
    )


def _is_year(text: str, start: int, end: int) -> bool:
    """Whatever the digits; of the Persian calendar in a Persian text."""
    number = text[start:end]
    if not number.isascii():
        number = "".join(str(decimal(sign, sign)) for sign in number)
    if _YEAR.fullmatch(number):
        return not _COUNTED.match(text, end)
    return bool(_PERSIAN_YEAR.fullmatch(number) and _PERSIAN.search(text))


def _names_a_part(text: str, start: int, end: int) -> bool:
    """Of a law, a book: "Section 230", "page 12 of"; but "in that article 12 women"."""
    part = _PART_OF_A_TEXT.search(text, max(0, start - 12), start)
    return part is not None and bool(part["name"] or part["sign"] or _ITS_END.match(text, end))
