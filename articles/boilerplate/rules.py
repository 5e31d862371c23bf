"""Keywords of a publisher's lines, and the place at the ends of an article where they count."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from articles.boilerplate.calls import CALLS, CREDITS
from articles.boilerplate.labels import GOES_ON, labels
from articles.boilerplate.phrases import WHOLE_LINES
from articles.patterns import late
from articles.sentences import columns

LONGEST_LINE: Final = 160
"""Columns. A longer paragraph is the author's."""
LONGEST_BY_PLACE: Final = 80
"""Columns of a line that has only its place to speak against it."""

_OURS: Final = r"(?:our|nuestr[oa]s?|notre|nos|unser\w*)"
_NO_STOP: Final = r"(?!.*[.!?…][\"”’»)\]]*$)"
"""Where no stop ends the line: a label of the page, no sentence of the author."""


_NO_STOP_ABROAD: Final = r"(?!.*[.!?…。！？؟۔।][\"”’»)\]]*$)"
_WHOM: Final = (
    r"(?:(?-i:[A-ZÀ-ÞА-ЯЁ©])[^\s.]*|[/&|–-]|"
    r"(?:dpa|epd|afp|picture|alliance|imago|via|de|la|von|und|et|y|и|x)\b[^\s.]*)"
)
_GAPS: Final = {
    "…": r"[^.。۔।]{0,70}",
    "«whom»": rf"{_WHOM}(?:\s{_WHOM}){{0,7}}",
    "«few»": rf"{_NO_STOP_ABROAD}(?=.{{1,30}}$)" + r"[^\s.!?。！？؟۔।:：]+(?:\s[^\s.!?。！？؟۔।:：]+){0,4}",
    "«no stop»": _NO_STOP_ABROAD,
    "«agency»": "(?:dpa|epd|AFP|AP|EFE|Reuters|ТАСС|РИА Новости|Интерфакс)(?:[/, ]{1,2}(?:dpa|AFP|AP|EFE|Reuters))*",
}
"""What stands for the open parts of phrases: a run without a stop, names in capitals, a few words, agencies."""


class Rule(NamedTuple):
    """Why a line is proposed as left out: a short name, and a sentence for the reader."""

    name: str
    sentence: str


class _Keywords(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]


def _line(name: str, sentence: str, *patterns: str) -> _Keywords:
    known = "|".join([*patterns, _only(WHOLE_LINES[name]), *([_open(CALLS[name])] if name in CALLS else [])])
    return _Keywords(Rule(name, sentence), late(known, re.IGNORECASE))


def _either(listed: str) -> str:
    return "|".join(" ".join(phrase.split()) for phrase in listed.split(";"))


def _only(listed: str) -> str:
    """The whole line is one of the phrases, which semicolons divide."""
    return rf"^(?:{_either(listed)})\W*$"


def _labels(listed: str) -> str:
    """The whole line is one of the phrases; what is open in them holds no sentence."""
    return _only(listed).replace(".{", _NO_STOP + ".{")


def _open(listed: str) -> str:
    """The whole line is one of the phrases, in brackets or not; what "…" opens in them holds no stop."""
    phrases = [" ".join(phrase.split()) for phrase in listed.split(";") if phrase.strip()]
    filled = "|".join(re.sub("…$", "«no stop»…", phrase) for phrase in phrases)
    for gap, filling in _GAPS.items():
        filled = filled.replace(gap, filling)
    return rf"^[（(\[【]?(?:{filled})\W*$"


def _points(listed: str) -> str:
    """The line opens with one of the phrases; what stands behind it is a title, or no sentence."""
    return rf"^(?:{_either(listed)})\b(?:\W{{0,3}}[:|–—].{{0,120}}|{_NO_STOP}.{{0,120}}|\W*)$"


def _calls(listed: str, *, to: str) -> str:
    """The line opens with a call, and what it calls to closes it, is ours, or stands in a line without a stop."""
    call, thing = _either(listed), _either(to)
    label = rf"(?!.*[.?…][\"”’»)\]]*$).*(?:{thing})"
    closing = rf"[^.,!?:;]*(?:{thing})s?\W*$"
    ours = rf"[^.!?:;]*\b{_OURS} (?:[\w’'-]+ ){{0,3}}(?:{thing})"
    return rf"^(?:{call})\b(?:{label}|{closing}|{ours})"


def _orders(verbs: str, thing: str, *, then: str) -> str:
    """A part of the line opens with an order and a capital; a sentence has only `then` behind what is not ours."""
    opening = r"^(?:.{0,60}(?:[^\s\"'(“‘„«]|[.!?|·–—]\s))?"
    rest = rf"(?:{_NO_STOP}|\W*$|\W*(?:{_either(then)})\b)"
    return rf"{opening}(?-i:{_either(verbs)}) (?:{_OURS} {thing}|(?:the |la |die |l[’']){thing}{rest})"


_OWNER: Final = (
    r"(?:(?-i:(?:[A-Z&]\S*\s|of |the |and ){0,8})\(?(?:19|20)\d\d\b|(?-i:[A-Z]\S*(?:\s[A-Z]\S*){0,5}$))"
)
"""A name and a year, or a name alone."""
_RESERVED: Final = (
    "all rights reserved; todos los derechos reservados; tous droits réservés; alle rechte vorbehalten"
)
_MAIL: Final = r"""
    newsletter; briefing; inbox; bulletin; updates?\b; alerts?\b; e-?mails?\b; digest; bolet[ií]n; correo;
    lettre d[’']info; infolettre; courriel; rundbrief; postfach
"""

CREDIT: Final = Rule("credits", "The credit of a picture, an agency or an editor.")
LABEL: Final = Rule("advertisement", "The label of an advertisement.")
_CREDITS: Final = _Keywords(CREDIT, late(_open(CREDITS), re.IGNORECASE))
KEYWORDS: Final = (
    _CREDITS,
    _line(
        "copyright",
        "A copyright line.",
        rf"^(?:©|\(c\)\s+(?:copyright )?{_OWNER}|copyright notice(?: {_NO_STOP}.*|\W*$|\s*[:|–—]))",
        rf"^copyright\b\W*(?:by\W+)?(?:©|\(c\)|\d{{4}}\b|(?-i:[A-Z])[^.!?]*$|{_OWNER})",
        rf"^(?:.{{0,80}}(?:[^\w\s]|\d|(?-i:[^\W\d_]\s(?=[AT])))\s*)?(?:{_either(_RESERVED)})"
        rf"(?:\W*$|\s?[^\w\s]|\s(?:19|20)\d\d\b|\s(?:©|(?:by|to) (?:the )?(?-i:[A-Z])[^.]*\W*$))",
    ),
    _line("views", "The publisher's word on whose views these are."),
    _line(
        "newsletter",
        "A call to sign up for a newsletter.",
        _calls("sign up; subscribe; register; join; get; receive", to=_MAIL),
        _calls(r"suscr[ií]b[ae]\w*; reg[ií]str[ae]\w*; recib[ae]\w*", to=_MAIL),
        _calls("abonnez-vous; inscrivez-vous; recevez", to=_MAIL),
        _calls("jetzt abonnieren; abonnieren sie; melden sie sich; erhalten sie", to=_MAIL),
        rf"^{_NO_STOP}.{{0,100}}\bto your inbox\b",
        r"^[^.!?:;]{0,100}\b(?:delivered|sent|e?mailed)(?: straight| direct(?:ly)?)? to your inbox"
        r"(?:,? (?:every|each) [\w ]{1,20}|,? daily|,? weekly)?\W*$",
        _only("(?:our |the |daily |weekly )*newsletters?"),
    ),
    _line(
        "subscription",
        "A call to subscribe.",
        r"^(?:subscribe|sign up|register|log in|sign in|support us|become a (?:member|subscriber))"
        r"(?: (?:now|today|here|for|free|to continue(?: reading)?|to read|only|"
        r"or (?:subscribe|sign up|register|log in|sign in)|unlimited|full|digital|access))*\W*$",
        r"^(?:suscr[ií]b[ae]\w*|hazte socio|inicia sesión)(?: (?:ahora|aquí|hoy|gratis))*\W*$",
        r"^(?:abonnez-vous|s[’']abonner|se connecter)(?: (?:maintenant|ici|gratuitement))*\W*$",
        r"^(?:jetzt )?(?:abonnieren|abo bestellen|anmelden|mitglied werden)\W*$",
    ),
    _line(
        "app",
        "An advertisement for an app.",
        _orders(
            "Download; Get; Install; DOWNLOAD; GET; Descarga; Descárgate; Téléchargez; Laden Sie",
            r"(?:[\w’'-]+ ){0,3}appl?i?\b",
            then="today; now; here; free; for free; on your; on (?:the )?(?:google|apple|app store); "
            "from (?:the )?(?:google|apple|app store); gratis; aquí; ici; gratuitement",
        ),
        _only("(?:available on |get it on |download on )?(?:the )?(?:google play|app store)"),
    ),
    _line(
        "links",
        "A heading of links to other pages.",
        _labels(
            r"""network links; useful links; quick links; site ?map; contact us; about us; privacy policy;
            terms (?:of|and) \w+; cookie (?:policy|settings); advertise with us; follow us.{0,40}; follow us on
            [^,]{1,40}; more from .{1,40}; most (?:read|popular|viewed); trending(?: now)?; latest (?:news|stories);
            top stories; (?:tags?|topics?):.{0,100}; filed under.{0,100}; aviso legal; política de
            (?:privacidad|cookies); contacto; quiénes somos; síguenos.{0,40}; lo más (?:leído|visto);
            mentions légales; politique de confidentialité; nous contacter; suivez-nous.{0,40}; les plus
            lus; impressum; datenschutz(?:erklärung)?; kontakt; über uns; folgen sie uns.{0,40};
            meistgelesen"""
        ),
    ),
    _line(
        "related",
        "A pointer to another article.",
        _only(
            r"(?:read (?:more|also|next)|also read|see (?:also|more)"
            r"|related(?: (?:articles?|story|stories|topics?|news))?"
            r"|recommended(?: for you)?|you (?:may|might) also like|don[’']t miss|watch)"
            r"(?:(?:\s*[:|–—]|\s+-\s).{0,160})?"
        ),
        _points("read more; read also; also read; see also"),
        _points("lea también; leer más; le puede interesar; te puede interesar; noticias relacionadas"),
        _points("lire aussi; à lire aussi; lire la suite; sur le même sujet; voir aussi"),
        _points("lesen sie auch; mehr zum thema; weiterlesen; auch interessant; mehr dazu"),
    ),
    _line(
        "share",
        "Buttons for sharing.",
        _labels(
            r"""share; share this (?:article|page|post|story); share (?:this|on|via)\b.{0,40}; tweet;
            email this; print(?: this)?; copy link;
            whatsapp; facebook; twitter; linkedin; comments?(?: \(?\d+\)?)?; (?:leave|post) a comment;
            save; listen(?: to this article)?; \d+ (?:shares|comments); compartir\b.{0,40}; comentarios?;
            partager\b.{0,40}; commentaires?; teilen\b.{0,40}; kommentare?; drucken"""
        ),
    ),
    _line(
        *LABEL,
        _labels(
            r"""advertisements?; advertising; sponsored(?: content| by .{1,40})?; promoted; story continues
            below(?: this ad\w*)?; publicidad; patrocinado; publicité; sponsorisé; anzeige; werbung"""
        ),
        _only(GOES_ON),
    ),
    _line(
        "navigation",
        "A link of the page around the article.",
        _only(
            r"""skip to (?:main )?content; back to top; home; menu; search; close; (?:next|previous) article;
            (?:load|show) more; \d{1,2} min(?:ute)?s? read; volver arriba; inicio; haut de page; accueil;
            nach oben; startseite; (?:lesezeit|lesedauer)\W*(?:ca\.? )?\d{1,2} min(?:\.|ute|uten)?;
            \d{1,2} min(?:\.|ute|uten)? (?:lesezeit|lesedauer); (?:tiempo de )?lectura\W*\d{1,2} min(?:\.|utos?)?;
            \d{1,2} min(?:\.|utos?)? de lectura; (?:temps de )?lecture\W*\d{1,2} min(?:\.|utes?)?;
            \d{1,2} min(?:\.|utes?)? de lecture"""
        ),
    ),
)
_POINTER: Final = late(r"(?P<call>[^:：]{3,30}?)\s*[:：]\s*(?P<title>[\"“„«‘'¿¡]?[^\Wa-zß-ÿ].*[^\s.…,;:])")
_SIGNS_OF_A_TITLE: Final = 4
"""At least, in a script that has no blanks."""
_OF_THE_TEXT_TOO: Final = ("watch", "recommended")
"""Before a colon an author may say so: "Recommended: two eggs a day"."""
ORNAMENT: Final = Rule("ornament", "A line without letters or figures.")
_ORNAMENT: Final = late("(?:(?![\U0001f000-\U0001faff★☆⭐])[\\W_])+")
BY_PLACE: Final = Rule("place", "A short line that stands among lines left out.")
_SENTENCE_END: Final = late(r"[.!?…。！？؟۔।][\"”’»)\]]*$")


def propose(paragraphs: Sequence[str]) -> dict[int, Rule]:
    """The lines of `paragraphs`, by index from 0, that look like the publisher's, each with its rule.

    Only one unbroken block at the end, and another behind the first line, which is the title's; between them the
    labels of advertisements, pointers that name what they point to, lines that divide the parts.
    """
    last = _block([*reversed(paragraphs)][: max(0, len(paragraphs) - 1)], place_counts=True)
    first = _block(paragraphs[1:], place_counts=False)
    return {
        **{place: LABEL for place in labels(paragraphs) if place},
        **{place: rule for place, line in enumerate(paragraphs) if place and (rule := _pointer(line))},
        **{place: CREDIT for place, line in enumerate(paragraphs) if place and _is_credit(line)},
        **{place: ORNAMENT for place, line in enumerate(paragraphs) if place and is_ornament(line)},
        **{1 + place: rule for place, rule in first.items()},
        **{len(paragraphs) - 1 - place: rule for place, rule in last.items()},
    }


def _block(lines: Sequence[str], *, place_counts: bool) -> dict[int, Rule]:
    """The rules of the first lines, as far as the last one with a keyword."""
    verdicts = [
        rule_of(line) or (BY_PLACE if place_counts and _could_belong(line) else None) for line in lines
    ]
    block = list(takewhile(lambda verdict: verdict is not None, verdicts))
    while block and block[-1] is BY_PLACE:
        block.pop()
    return {place: rule for place, rule in enumerate(block) if rule is not None}


def rule_of(line: str) -> Rule | None:
    """The rule by which a line looks like the publisher's wherever it stands."""
    text = line.strip()
    if columns(text) > LONGEST_LINE:
        return None
    return next((keywords.rule for keywords in KEYWORDS if keywords.pattern.search(text)), None)


def _is_credit(line: str) -> bool:
    return columns(line) <= LONGEST_LINE and bool(_CREDITS.pattern.search(line.strip()))


def is_ornament(line: str) -> bool:
    """As "* * *" and "___"; with emoji or stars an author may have said something."""
    return bool(_ORNAMENT.fullmatch(line))


def _pointer(line: str) -> Rule | None:
    """As "Read more: Who pays for it?", wherever it stands: a call to read, a colon, a title without a stop."""
    found = _POINTER.fullmatch(line.strip())
    call = found["call"].casefold() if found else ""
    title = found["title"].strip() if found else ""
    is_title = " " in title or columns(title) > len(title) + _SIGNS_OF_A_TITLE
    rule = rule_of(line) if found and is_title and call not in _OF_THE_TEXT_TOO else None
    return rule if rule and rule.name == "related" and rule_of(call) is rule else None


def _could_belong(line: str) -> bool:
    text = line.strip()
    return columns(text) <= LONGEST_BY_PLACE and not _SENTENCE_END.search(text)
