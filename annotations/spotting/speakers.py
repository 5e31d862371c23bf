"""Who says it, in English: the patterns of attribution."""

from typing import Final

from annotations.spotting.rules import LONGEST_PART, MOST_PARTS, one_of
from articles.patterns import late

SAYS: Final = """
    said says say told tells stated states announced announces argued argues claimed claims insisted
    insists emphasised emphasises emphasized emphasizes stressed stresses noted notes added adds warned
    warns reported reports found finds estimated estimates concluded concludes confirmed confirms denied
    denies declared declares maintained maintains explained explains acknowledged acknowledges admitted
    admits alleged alleges asserted asserts described describes framed frames called calls testified
    predicted predicts projected projects wrote writes recalled recalls
"""
DOCUMENTS: Final = """
    briefing report statement speech interview study survey paper testimony letter address remarks
"""
NOBODY: Final = """
    he she it they we you i this that these those there one some many most few who what which as in
    on at by for and but yet when while after before however also then so if no not all both nobody
    everyone everybody someone somebody anyone others nothing neither none never two having enough easier
    well did does do can because although though since until with from to of under during despite
    near yesterday today later earlier late early last meanwhile monday tuesday wednesday thursday
    friday saturday sunday still now everything anything something much whoever dear let
"""
_BODIES: Final = """
    ministry minister government army military police court commission committee council central_bank
    parliament president prime_minister governor general spokesman spokeswoman spokesperson officials?
    authorities researchers scientists economists analysts union company agency board prosecutors?
    lawyers? residents witnesses activists campaigners critics experts professor mayor department
    leaders? chief director firm bank hospital senator doctors?
"""
_IN_BETWEEN: Final = """
    of to for from by with without in on at near under over into about against between among outside inside
    behind like than who whom whose which that what where when while whether if because since until once
    though although whereas after before as and or but nor no few not than is are was were be
    show shows showed reveal reveals revealed suggest suggests suggested hear hears heard think thinks
    believe believes know knows knew
    When While If Because Since Until Once Though Although After Before As In On At By For From To Of With
    Under During Despite Near What Who Whose Which Where Why How Whether No Not Nor Neither Few None Did
    Does Do Can Could Would Should Will May Is Are Was Were All Everything Anything Nothing Something Much
    He She They I We You It he she they we you it
"""
"""Words behind which a name is not the one who speaks: "friends of Ann", "the man who met Ann"."""
_WORD: Final = (
    rf"(?!{one_of(_IN_BETWEEN + SAYS)}\b|(?!acting|leading)\w{{1,20}}ing\b)[A-Za-z][\w’'-]{{0,30}} "
)
_LOWER: Final = rf"(?=[a-z])(?!(?:the|an?|this|these|those|his|her|its|their|our|my|all|some)\b){_WORD}"
_PART: Final = rf"[A-Z][\w’'.&-]{{0,{LONGEST_PART}}}"
_LINK: Final = (
    "(?:of the|and the|of|for|and|the|de la|del?|al|bin|ul|van de[nr]?|von der|van|von|da|di|du|dos)"
)
_NAME: Final = rf"{_PART}(?:(?:,? {_LINK})?,? {_PART}){{0,{MOST_PARTS}}}"
_PERSON: Final = (
    rf"(?!{one_of(' '.join(word.capitalize() for word in NOBODY.split()))}\b)"
    rf"{_PART}(?: (?:{_LINK} )?{_PART}){{0,{MOST_PARTS}}}"
)
_BODY: Final = rf"(?:{_LOWER}){{0,2}}(?i:{one_of(_BODIES)})\b"
_PLACE: Final = rf"(?: (?:of|for) (?:the )?{_PART}(?: {_PART}){{0,{MOST_PARTS}}}| of [a-z]+)?"
_THE: Final = "(?:(?:[Tt]he|[Aa]n?) )?"
_WHO: Final = rf"(?P<who>{_THE}(?:{_BODY}(?: {_NAME}|{_PLACE})|{_NAME}))"
"""Behind "said" or "according to"."""
_LIST: Final = rf"{_PERSON}(?:, (?:the )?{_PERSON}){{1,4}},? and (?:the )?{_PERSON}"
_THERE: Final = (
    rf"(?: (?:of|for|in|at|from|with) (?:(?:the|its|their|an?) )?"
    rf"(?:{_PERSON}(?:, {_PERSON},?)?|(?:{_LOWER.rstrip()})(?: {_LOWER.rstrip()})?))?"
)
_SUBJECT: Final = (
    rf"(?P<who>{_THE}(?:(?:{_PERSON} )?{_BODY}(?: {_PERSON}|{_THERE})|{_LIST}|{_PERSON}))"
    r"(?: \([A-Z][\w .-]{1,20}\))?(?:(?:, (?=[a-z\d])(?![a-z]+ (?:and|or)\b)[^,;:“”\"\n]{1,80}){1,2},)?"
)
"""Before "said", with what commas add to it: "Ann, 43, a nurse,"."""
_SAID: Final = one_of(SAYS)
_WHAT: Final = (
    r"(?= (?:that|to reporters|in (?:an?|his|her|its|their)|as|this|it|them|on \w+day|\w+ that)\b|"
    r"[,:]? [\"“‘])"
)
"""What follows a verb that has other uses: "called a strike", "noted for"."""
_PLAINLY: Final = (
    r"(?:said|says?|t(?:old|ells)(?! (?:[\w’'-]{1,30} ){1,2}to [a-z])|warn(?:ed|s)|insist(?:ed|s)(?! on\b)|"
    r"announces|announced"
    r"(?:(?= (?:\w{1,12} ){1,3}that\b)|(?! (?:in|on|at|as|for|last|this|under|earlier|yesterday|today)\b)))\b"
    r"(?! (?:nothing|little|goodbye|to|not to|by|than)\b)"
)
"""Verbs that need nothing behind them; "the plan announced in May", "a man said to be ill" are said by others;
"told staff to go" is no claim of hers."""
_BEGINS: Final = (
    rf"(?:(?:^|[,;:–—”\".!?…] )(?:(?:On|In) {_PART} |(?:{_WORD}){{0,3}}?)|(?<!,) (?:what|which|whom?) )"
)
"""A clause, with the few words that may precede its subject: "But", "In Paris", "his lawyer"."""
_QUOTE_ENDS: Final = r"(?:[,.!?…][\"”’]|[\"”’],)"

_OFFICE: Final = rf"(?:^|[.!?…,] )(?:{_WORD}){{0,4}}?{_LOWER.rstrip()}, "

CLAIMANTS: Final = (
    late(rf"\b[Aa]ccording to {_WHO}"),
    late(rf"{_QUOTE_ENDS} {_SAID} {_WHO}"),
    late(rf"{_QUOTE_ENDS} {_WHO} {_SAID}\b"),
    late(r"\b[Aa]ccording to (?P<who>(?!))?"),
    late(rf"{_OFFICE}(?P<who>{_PERSON}), {_PLAINLY}"),
    late(
        rf"{_BEGINS}{_SUBJECT}(?: (?:has|have|had|also|repeatedly|later|then|on \w{{3,6}}day|\w{{1,20}}ly)){{0,4}} "
        rf"(?:{_PLAINLY}|{_SAID}{_WHAT})"
    ),
    late(rf", {_SAID} (?P<who>{_THE}(?:{_BODY}(?: {_PERSON}|{_PLACE})|{_PERSON}))(?=[,.]|$)"),
    late(rf"[\"”’],? {_SAID} {_WHO}"),
    late(rf"[\"”’],? {_WHO} {_SAID}\b"),
    late(rf", {_WHO} {_SAID}(?=[.,]|$)"),
    late(rf"\b{one_of(DOCUMENTS)} (?:by|from|with) (?P<who>(?:the )?{_NAME})"),
)
