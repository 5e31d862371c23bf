"""Bylines as the articles' other languages write them; agencies, which sign as a body."""

import re
from typing import Final

_COLON: Final = r"\s*[:：/]\s*"
_CHANNEL: Final = r"(?:ای|ٹیلی|واٹس|سوشل|فون|موبائل|انٹر|آن)\s"
"""Opens what a text came by, and no name: e-mail, telephone, WhatsApp."""
_LABELS: Final = rf"""
    (?: (?:Texte(?:\set\sphotos?)?|Texto|Autor(?:in|es|as?|en|innen)?|Auteure?s?|Redactora?|Periodista|
        Автор(?:ы)?|Текст|Беседовал[аи]?|Подготовил[аи]?|
        بقلم|كتبت?|إعداد|الكاتبة?|تقرير|حوار|مراسل(?:ة|نا)?|
        نویسند(?:ه|گان)|به\sقلم|گزارشگر|خبرنگار|از|یادداشت\sاز|مترجم|
        تحریر|بذریعہ(?!{_COLON}{_CHANNEL})|مصنفہ?|رپورٹ(?:ر)?|کالم\sنگار|مضمون\sنگار|
        लेखक|लेखिका|रिपोर्ट(?:र)?|संवाददाता|द्वारा){_COLON}|
    (?:Propos\srecueillis\spar|Entretien(?:\sréalisé)?\spar|Entrevista\sde|به\sقلم|نوشته|یادداشت\sاز|تحریر|
        (?:Ein(?:e)?\s)?(?:Gastbeitrag|Kommentar|Analyse|Interview|Essay|Bericht|Reportage)\svon)\s+ )
"""
_ENGLISH_LABEL: Final = re.compile(
    rf"(?:Written|Reported|Authored|Posted|Curated|Edited)\s+by(?:{_COLON}|\s+)(?P<names>[^\x00-\u02ff].{{1,60}})",
    re.IGNORECASE,
)
"""Before names in another script, as in India and Pakistan."""
_LABELLED: Final = re.compile(rf"{_LABELS}(?P<names>\S.{{1,80}})", re.IGNORECASE | re.VERBOSE)
_AND: Final = re.compile(r"\s*[,،、;/／]\s*|\s+(?:et|y|e|und|и|و|और|एवं|اور|和|与)\s+")
_SMALL: Final = frozenset("de del la las los van von der den du d’ al bin ibn".split())
_MOST_WORDS: Final = 4
_MOST_PEOPLE: Final = 5
_NO_NAME: Final = frozenset(
    """
    في من على إلى أن عن مع هذا هذه ما لا در به از که این را با تا است بر برای کے کی کا میں ہے ہیں سے نے کو پر کہ
    के की का में है हैं से ने को पर कि और
    """.split()
)
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w\u0900-\u0963\u200c’'.-]*")

_HAN_NAME: Final = r"[\u4e00-\u9fff々]{2,4}(?:·[\u4e00-\u9fff]{1,6})*"
_HAN_NAMES: Final = rf"{_HAN_NAME}(?:[\s、，/／]\s*{_HAN_NAME}){{0,4}}"
_JAPANESE_NAME: Final = (
    r"(?:[\u4e00-\u9fff々]{1,4}\s[\u3041-\u30ff\u4e00-\u9fff々]{1,6}|"
    r"[\u4e00-\u9fff々][\u3041-\u30ff\u4e00-\u9fff々]{1,5}|[\u30a1-\u30ff]{3,16})"
)
_REPORTERS: Final = (
    r"(?:本报|本報|本刊|本台|新华社|新華社)?(?:驻\w{2,6})?(?:特约|特約|实习)?(?:记者|記者|通讯员)"
)
_FROM_THERE: Final = r"(?:\s*[／/]\s*|\s+)(?:综合|綜合|\w{2,6})(?:报道|报导|報導|報道|电|電)"
_CHINESE: Final = re.compile(
    rf"(?:本报讯\s*)?[（(]\s*{_REPORTERS}\s*[:：]?\s*(?P<two>{_HAN_NAMES}?)(?:{_FROM_THERE})?\s*[)）]|"
    rf"{_REPORTERS}\s*(?P<three>{_HAN_NAMES}?){_FROM_THERE}|"
    rf"(?:文|撰文|作者|撰稿|编译|編譯|记者|記者)(?:\s*[/／|｜:：]\s*|\s+)(?P<one>{_HAN_NAMES})|"
    rf"(?:本报|本報|本刊|新华社|新華社)(?:记者|記者)(?P<four>[\u4e00-\u9fff]{{2,3}})"
)
_JAPANESE: Final = re.compile(
    rf"(?:取材・)?(?:文|執筆|著者|筆者|記者|寄稿|聞き手|構成|取材)\s*[＝=:：／/・]\s*"
    rf"(?P<names>{_JAPANESE_NAME}(?:[、，]\s*{_JAPANESE_NAME}){{0,3}})"
)

_AGENCY: Final = r"""
    Reuters|(?-i:AFP|EFE|BBC|PTI|ANI|IANS|TASS|APA|KNA|AP|UPI|ANSA|MTI|SDA)|dpa(?:-AFX)?|epd|Associated\sPress|Agence\sFrance-Presse|
    Europa\sPress|Xinhua|Kyodo|Anadolu|Interfax|Agencias|Agences|Agenturen|
    ТАСС|РИА\sНовости|Интерфакс|Рейтер|
    رويترز|أ\s?ف\s?ب|فرانس\sبرس|وكالات|الأناضول|وكالة\sالأناضول|د\s?ب\sأ|
    رویترز|ایرنا|ایسنا|تسنیم|خبرگزاری\s\S{2,12}|
    روئٹرز|رائٹرز|اے\sایف\sپی|اے\sپی\sپی|(?:\S{2,10}\s)?ویب\sڈیسک|نمائندہ\sخصوصی|
    पीटीआई|रॉयटर्स|एएफ़?पी|एएनआई|आईएएनएस|(?:\S{2,10}\s)?(?:वेब|डिजिटल|न्यूज़?)\sडेस्क|
    新华社|新華社|中新社|中新网|中央社|路透社?|法新社|美联社|共同通信|時事通信|時事|ロイター通信?|共同
"""
_AGENCIES: Final = re.compile(
    rf"""
    (?:(?:Von|Par|Por|By|От)\s+(?:l[’'])?)?
    (?P<who>(?:(?-i:[^\W\da-zß-ÿ])[\w.-]*(?:\s(?-i:[^\W\da-zß-ÿ])[\w.-]*){{0,2}}\s(?:avec|mit|con|with)\s(?:l[’'])?)?
    (?:{_AGENCY})(?:\s?(?:[,،、/+|&]|\bet\b|\bund\b|\by\b|\bи\b|و)\s?(?:{_AGENCY}))*)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BY: Final = re.compile(r"^\s*(?:از|كتبت?|द्वारा|记者|記者)\s+")
_BESIDE: Final = re.compile(
    rf"(?P<people>.{{5,80}}?)(?P<body>(?:\s(?:und|et|y|mit|avec|con|и)\s|\s?[,/]\s?)(?:{_AGENCY}))",
    re.IGNORECASE | re.VERBOSE,
)
_SOURCE: Final = re.compile(
    rf"""
    (?:Quelle|Fuente|Source)\s*:\s*(?P<body>{_AGENCY})|
    (?:来源|來源|出典|Источник|المصدر|منبع|स्रोत|ذریعہ|ماخذ)\s*[:：]\s*(?P<who>[^\W\d_][^.!?。！？؟۔।:：]{{1,40}})
    """,
    re.IGNORECASE | re.VERBOSE,
)


def signed(line: str) -> str | None:
    """Who wrote it: the names in a line like "文/王小明", "Автор: Анна Котова", "（記者王小明／台北報導）"."""
    text = line.strip(" ,،\n")
    if found := _CHINESE.fullmatch(text) or _JAPANESE.fullmatch(text):
        return next(names for names in found.groups() if names)
    found = _LABELLED.fullmatch(text) or _ENGLISH_LABEL.fullmatch(text)
    return found["names"] if found and _are_people(found["names"]) else None


def agency(line: str) -> str | None:
    """The body in a line that has nothing else: "Reuters", "(dpa)", "Le Courrier avec AFP"."""
    found = _AGENCIES.fullmatch(line.strip(" ,()（）【】—–-\n"))
    return found["who"] if found else None


def beside_agency(line: str) -> tuple[str, str]:
    """The line without an agency at its end, and what was there: "Von Petra Hansen", " und dpa"."""
    found = _BESIDE.fullmatch(line.strip())
    return (found["people"], found["body"]) if found else (line, "")


def source(line: str) -> str | None:
    """Whose text it is: "来源：新华社", "Quelle: dpa"."""
    found = _SOURCE.fullmatch(line.strip())
    who = (found["body"] or found["who"]).strip() if found else ""
    return who if who and len(who.split()) <= _MOST_WORDS else None


def without_by(line: str) -> str:
    """The line without a word that says "by" only where a name is known to follow."""
    return _BY.sub("", line)


def _are_people(names: str) -> bool:
    people = [part.split() for part in _AND.split(names)]
    return len(people) <= _MOST_PEOPLE and all(map(_is_name, people))


def _is_name(words: list[str]) -> bool:
    """Of two to four words; where letters have capitals, each has one."""
    own = [word for word in words if word not in _SMALL]
    is_short = 2 <= len(own) <= _MOST_WORDS and _NO_NAME.isdisjoint(words)
    return is_short and all(_NAME_WORD.fullmatch(word) and not word[0].islower() for word in own)
