"""The signs of a claim in English."""

from typing import Final

from annotations.spotting.rules import (
    CAUSE,
    COMPARISON,
    EXPERIENCE,
    FACT,
    FIGURE,
    LAW,
    NOT_CLAIM,
    OPINION,
    PERIOD,
    PREDICTION,
    QUANTITY,
    SAID,
    TERSE,
    Vocabulary,
    one_of,
    phrases,
    sign,
    words,
)
from annotations.spotting.speakers import CLAIMANTS, DOCUMENTS, NOBODY, SAYS

_QUALITIES: Final = """
    adaptive alarming ambitious amazing appalling arduous bold brave catastrophic clear complex critical
    crucial cruel cynical dangerous difficult disastrous dual essential existential extraordinary fair
    fragile good great grim hard heroic hollow honest hopeful impressive indispensable inspiring ironic
    irresponsible laudable multifaceted naive noble obvious outrageous painful patient pivotal precious
    promising puzzling reckless regrettable relentless remarkable resilient resourceful ridiculous right
    sad senseless serious shameful shocking significant sobering splendid striking strong stunning
    telling terrible tragic troubling unacceptable unambiguous unclear unfair unfortunate unjust urgent
    useless vital weak wise wonderful worrying wrong
"""
_IDEAS: Final = """
    adaptability ambiguity challenges? character clarity coherence commitment complexit(?:y|ies)
    (?:true|real|human|hidden)_costs? courage determination failure folly hypocrisy importance lessons?
    maturity nature purpose realit(?:y|ies) resilience resolve sacrifices? sophistication spirit truth unity
    (?:true|real)_value wisdom
"""
_INTERPRETS: Final = """
    asserts? asserted crystallises? crystallised crystallizes? crystallized demonstrates? demonstrated
    embody embodies embodied epitomises? epitomised exposes? exposed highlights? highlighted
    illustrates? illustrated marks? marked reflects? reflected reveals? revealed shows? showed shown
    signals? signalled symbolises? symbolised underlines? underlined underscores? underscored
"""


_SUPERLATIVES: Final = (
    "largest|biggest|smallest|highest|lowest|longest|shortest|fastest|slowest|oldest|youngest|richest|poorest|"
    "deadliest|busiest|hottest|coldest|wettest|driest|tallest|deepest|cheapest"
)


def _cues(listed: str) -> str:
    """The words of a list with optional last letters, each written out."""
    return " ".join(f"{word[:-2]} {word[:-1]}" if word.endswith("s?") else word for word in listed.split())


ENGLISH: Final = Vocabulary(
    rules=(
        sign("a legal notice", NOT_CLAIM, 6, r"^©|\ball rights reserved\b", cues="reserved 1 2"),
        sign("a question", NOT_CLAIM, 9, r"\?[\"”’)]*\s*$"),
        sign(
            "a fragment",
            NOT_CLAIM,
            5,
            r"^(?:\S+ ){0,4}\S*[^\s.!?…:;\"”’)\d]$",
            not_with=(TERSE, FIGURE),
        ),
        phrases(
            "tells the reader to do something",
            NOT_CLAIM,
            6,
            """let us, let’s, let's, consider, imagine, note that, note how, note the, remember, suppose,
            think of, read, see, follow, please, watch the, watch this, share the, listen, join, get the""",
            opening=True,
            not_with=(FIGURE, SAID),
        ),
        phrases(
            "tells the reader to do something",
            NOT_CLAIM,
            6,
            """click here, click on, click the, sign up, subscribe, download our, download the, share this,
            share your, share on, watch our, follow us, follow our, join us, get our, get your, get in touch""",
            opening=True,
            not_with=(SAID,),
        ),
        sign(
            "compares",
            COMPARISON,
            6,
            r"\b(?:more|less|fewer|higher|lower|larger|greater|bigger|smaller|faster|slower|better|worse|older|"
            r"younger|richer|poorer|stronger|weaker)\b[^.;]{0,40}? than\b(?!\s*[\d$€£])|"
            r"\b(?:twice|(?:three|four|five|ten|\d+) times) (?:as|the|more)\b",
            cues="than twice times",
        ),
        phrases(
            "ranks or relates",
            COMPARISON,
            6,
            """ratio, per capita, for every, for each, compared with, compared to, in contrast to,
            outpaced, outnumber, outnumbered, exceeds, exceeded, surpasses, surpassed, ranks, ranked,
            the first, the only, the most expensive, the most populous""",
        ),
        sign(
            "a superlative",
            COMPARISON,
            6,
            r"\b(?:the|its|their|our|\w+[’'](?:s|(?<=s[’'])))(?: (?:second|third|fourth|fifth|world[’']s))?[ -]"
            rf"(?:{_SUPERLATIVES})\b|\b(?:\w{{3,12}}est|worst) (?:\w+ ){{1,3}}"
            r"(?:on record|since|in (?:decades|years|history))\b",
            cues=f"{_SUPERLATIVES.replace('|', ' ')} record since decades years history",
        ),
        sign(
            PERIOD,
            FACT,
            2,
            r"\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|"
            r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\byesterday\b|"
            r"\blast (?:year|month|week)\b",
            cues="""1 2 january february march april june july august september october november december
            monday tuesday wednesday thursday friday saturday sunday yesterday last""",
        ),
        sign(
            "a change",
            QUANTITY,
            2,
            r"\b(?:increased|decreased|doubled|tripled|halved)\b|"
            r"\b(?:rose|fell|declined|grew|dropped|climbed|plunged|soared|shrank|jumped|surged|reversed)\b"
            r"(?! (?:to (?!an?\b|the\b|its\b)[a-z]+|(?:from )?(?:the|an?|his|her|its|their)|up|out|off|down|into|onto|"
            r"through|over|ill|asleep|apart|in love)\b)",
            cues="""rose fell increased decreased declined grew dropped doubled tripled halved climbed plunged
            soared shrank jumped surged reversed""",
            only_with=(FIGURE, PERIOD),
        ),
        phrases("a rate or a share", QUANTITY, 2, "rate, rates, majority"),
        phrases(
            "a cause",
            CAUSE,
            4,
            """caused, causes, causing, led to, leads to, lead to, leading to, resulted in, results in,
            resulting from, because, due to, owing to, driven by, thanks to, triggered, triggers,
            prompted, fuelled, fueled, fuels, hindered, hinders, exacerbated, exacerbates, contributed
            to, contributes to, prevented, prevents, enabled, enables, created opportunities, have
            historically created, brought about, stems from, stemmed from, responsible for""",
        ),
        sign(
            "what the law says",
            LAW,
            4,
            r"\b(?:unlawful|illegal|unconstitutional|legally)\b|"
            r"\b(?:supreme|high|constitutional) court (?:ruled|held)|"
            r"\b(?:law|constitution|act|treaty|convention|regulation|statute|directive)s?(?! enforcement)\b"
            r"[^.]{0,40}"
            r"\b(?:requires?|bans?|allows?|prohibits?|says?|states?|forbids?|guarantees?|obliges?)\b|"
            r"\b(?:article|section) \d+",
            cues="""unlawful illegal unconstitutional legally law laws constitution act treaty convention
            regulation regulations statute directive court article section""",
        ),
        sign(
            "what will be",
            PREDICTION,
            7,
            r"(?<!the )(?<!societal )(?<!political )(?<!free )\b(?:will|won’t|won't|shall)"
            r"(?: not| also| never| soon| only)? (?!to\b|of\b|and\b)[a-z]+|"
            r"\b(?:is|are) (?:going|set|expected|likely|projected|forecast|bound|due) to\b|\bby 20[3-9]\d\b",
            cues="will won shall going set expected likely projected forecast bound due by",
        ),
        sign(
            "told from experience",
            EXPERIENCE,
            5,
            r"\b(?:I|we) (?:\w+ )?(?:saw|met|visited|remember|grew up|lived|worked|heard|felt|walked|spent|"
            r"watched|spoke)\b|"
            r"\bmy (?:own|mother|father|family|brother|sister|friend|grandmother|grandfather|colleague)\b",
            cues="i we my",
        ),
        phrases(
            "says what must be",
            OPINION,
            4,
            """should, must, ought to, need to, needs to, has to, have to, cannot be ignored, cannot be
            denied, cannot be overstated, had better, deserves better, let alone""",
        ),
        phrases(
            "speaks in the author's own voice",
            OPINION,
            4,
            """I believe, we believe, I think, we think, in my view, in our view, in my opinion, to my
            mind, arguably, perhaps, surely, of course, undoubtedly, no doubt, clearly, frankly, sadly,
            unfortunately, fortunately, ironically, needless to say, it seems, it is time, make no
            mistake, the truth is, the fact remains""",
        ),
        sign(
            "judges",
            OPINION,
            3,
            r"\b(?:is|are|was|were|be|been|remains?|remained|seems?|seemed|becomes?|became|"
            r"(?:that|this|it|he|she|they|we|you|what)[’'](?:s|re))"
            rf"(?: \w+ly| not| very| so| more| most| merely| alone| both| an?)* {one_of(_QUALITIES)}(?![\w-])|"
            rf"\bthe most {one_of(_QUALITIES)}\b|"
            rf"\ban? (?:\w+ yet )?{one_of(_QUALITIES)} (?:lesson|sign|reminder|step|moment|"
            rf"question|test|mistake|failure|"
            r"achievement|commitment|threat|truth)\b|"
            r"\bfar from (?:over|done|certain|clear)\b",
            cues="""is are was were be been remain remains remained seem seems seemed become becomes became
            most a an far s re""",
        ),
        sign(
            "interprets",
            OPINION,
            4,
            rf"\b{one_of(_INTERPRETS)}\b (?!that\b)[^.;:]{{0,60}}?\b{one_of(_IDEAS)}\b",
            cues=_cues(_INTERPRETS),
        ),
        sign(
            "sets one thing against another",
            OPINION,
            3,
            r"\bnot (?:just|merely|only|solely|simply|an?)\b.{0,90}?(?:\bbut\b|[,;] (?:it|they|this)\b)",
            cues="not",
        ),
        sign(
            "a trend without a measure",
            OPINION,
            3,
            r"\b(?:is|are|has been|have been|keeps?|continues? to be) (?:\w+ly |also |still |now )?"
            r"(?:improv|worsen|grow|declin|ris|fall|shrink|deteriorat|strengthen|weaken|increas|decreas)ing\b(?!\D{0,60}\d)",
            cues="""improving worsening growing declining rising falling shrinking deteriorating strengthening
            weakening increasing decreasing""",
        ),
        phrases(
            "a turn of the argument",
            OPINION,
            2,
            """yet, on one hand, on the one hand, on the other hand, in short, in the end, ultimately,
            after all, above all, what makes, what matters, these statistics, these figures, these
            numbers, the figures alone, the figures speak, the numbers reflect, the numbers speak,
            despite these, despite this, despite hurdles""",
            opening=True,
        ),
        phrases(
            "a figure of speech",
            OPINION,
            2,
            """the path, path ahead, battle of, at stake, the stakes, boots on the ground, heart of,
            crossroads, wake-up call, a far cry, tip of the iceberg, social fabric, layer of complexity,
            crystallised, crystallized, reminder that""",
        ),
    ),
    claimants=CLAIMANTS,
    reporting=frozenset([*SAYS.split(), *DOCUMENTS.split(), "according"]),
    nobody=frozenset(NOBODY.split()),
    pointing=words(
        "this these those it its they them their theirs he him his she her hers such former latter"
    ),
)
