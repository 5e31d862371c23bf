"""The plainest signs of a claim in Spanish, French or German."""

from typing import Final

from annotations.spotting.rules import (
    CAUSE,
    COMPARISON,
    EXPERIENCE,
    FACT,
    FIGURE,
    LAW,
    LONGEST_PART,
    MOST_PARTS,
    OPINION,
    PERIOD,
    PREDICTION,
    QUANTITY,
    QUESTION,
    Vocabulary,
    one_of,
    phrases,
    sign,
    words,
)
from articles.patterns import late

_PART: Final = rf"[A-ZÀ-Þ][\w’'.-]{{0,{LONGEST_PART}}}"
_NAME: Final = rf"{_PART}(?: (?:(?:de la|de|del|du|des|von|van|der|für) )?{_PART}){{0,{MOST_PARTS}}}"
_YEAR: Final = sign(PERIOD, FACT, 2, r"\b(?:1[5-9]|20)\d\d\b", cues="1 2")

_DIJO: Final = """
    dijo afirmó declaró aseguró señaló anunció advirtió explicó dice afirma asegura señala advierte explica
"""
_DIT: Final = "dit affirmé déclaré assuré annoncé averti expliqué souligné"
_AFFIRME: Final = "affirme déclare assure annonce avertit explique souligne"
_A_DIT: Final = rf"(?:a {one_of(_DIT)}|{one_of(_AFFIRME)})"
_IL: Final = r"il(?!_(?:y_a|y_avait|faut|faudra|faudrait|fallait|s[’']agit|s[’']agissait|est_temps)\b)"
_ES: Final = (
    r"(?<!gibt_)(?<!gab_)(?<!geht_)(?<!ging_)(?<!waren_)(?<!sind_)"
    r"es(?!_(?:gibt|gab|geht|ging|heißt|waren|sind|regnet)\b)"
)
"""Which stand for something: "il y a", "es gibt" need no other sentence."""
_SAGTE: Final = "sagte erklärte betonte warnte behauptete sagt erklärt betont warnt behauptet"

SPANISH: Final = Vocabulary(
    rules=(
        QUESTION,
        _YEAR,
        sign(
            "compares",
            COMPARISON,
            6,
            r"\b(?:más|menos|mayor|menor|mejor|peor)\b[^.;]{0,40}? que\b|\bpor cada\b",
            cues="más menos mayor menor mejor peor cada",
        ),
        phrases(
            "a change",
            QUANTITY,
            2,
            "aumentó, subió, bajó, cayó, creció, disminuyó, se duplicó, descendió",
            only_with=(FIGURE, PERIOD),
        ),
        phrases(
            "a cause",
            CAUSE,
            4,
            "porque, debido a, causó, provocó, a causa de, gracias a, llevó a, por culpa de",
        ),
        phrases(
            "what the law says",
            LAW,
            4,
            "la ley exige, la ley prohíbe, la ley permite, ilegal, inconstitucional",
        ),
        sign("what will be", PREDICTION, 5, r"\b\w{2,}[aei]r(?:á|án|emos)\b|\bva(?:n|mos)? a \w+r\b"),
        phrases(
            "told from experience", EXPERIENCE, 5, "yo vi, recuerdo, mi madre, mi padre, mi familia, visité"
        ),
        phrases(
            "says what must be",
            OPINION,
            4,
            "debe, deben, debería, deberían, debemos, hay que, es necesario, tiene que",
        ),
        phrases(
            "speaks in the author's own voice",
            OPINION,
            4,
            """creo que, creemos que, en mi opinión, a mi juicio, quizás, quizá, sin duda, por supuesto,
            lamentablemente, desgraciadamente, afortunadamente""",
        ),
        phrases(
            "judges",
            OPINION,
            3,
            """es vergonzoso, es terrible, es importante, es evidente, es claro, es difícil, es triste, es
            inaceptable, es esencial, es fundamental""",
        ),
    ),
    claimants=(
        late(rf"\b[Ss]egún (?P<who>(?:el |la |los |las )?(?:{_NAME}|[a-zñáéíóú]+ [a-zñáéíóú]+))"),
        late(rf"\b(?P<who>(?:[Ee]l |[Ll]a )?{_NAME}) {one_of(_DIJO)} que"),
        late(rf"[\"”»],? {one_of(_DIJO)} (?P<who>(?:el |la )?{_NAME})"),
    ),
    reporting=frozenset(["según", *_DIJO.split()]),
    nobody=frozenset("él ella ellos ellas esto eso nadie quien".split()),
    pointing=words("esto este esta estos estas eso ese esa esos esas él ella ellos ellas su sus dicho dicha"),
)
FRENCH: Final = Vocabulary(
    rules=(
        QUESTION,
        _YEAR,
        sign(
            "compares",
            COMPARISON,
            6,
            r"\b(?:plus|moins|meilleure?s?|pire)\b[^.;]{0,40}? qu(?:e\b|[’'])|\bpar rapport à\b",
            cues="plus moins meilleur meilleure meilleurs meilleures pire rapport",
        ),
        phrases(
            "a change",
            QUANTITY,
            2,
            """a augmenté, a baissé, a chuté, a diminué, a doublé, a progressé, a reculé, ont augmenté, ont
            baissé""",
            only_with=(FIGURE, PERIOD),
        ),
        phrases(
            "a cause",
            CAUSE,
            4,
            "parce que, à cause de, en raison de, a provoqué, a entraîné, grâce à, dû à, a causé",
        ),
        phrases(
            "what the law says",
            LAW,
            4,
            "la loi exige, la loi interdit, la loi autorise, illégal, illégale, anticonstitutionnel",
        ),
        sign(
            "what will be",
            PREDICTION,
            5,
            r"\b(?:sera|seront|aura|auront|pourra|pourront|devra|devront|ira|iront|fera|feront)\b|"
            r"\b(?:va|vont) \w+(?:er|ir|re|oir)\b",
        ),
        phrases(
            "told from experience",
            EXPERIENCE,
            5,
            "j’ai vu, j'ai vu, je me souviens, ma mère, mon père, ma famille",
        ),
        phrases(
            "says what must be",
            OPINION,
            4,
            "doit, doivent, devrait, devraient, il faut, il faudrait, nous devons",
        ),
        phrases(
            "speaks in the author's own voice",
            OPINION,
            4,
            """je crois, nous croyons, je pense, à mon avis, peut-être, sans doute, bien sûr,
            malheureusement, heureusement, évidemment""",
        ),
        phrases(
            "judges",
            OPINION,
            3,
            """est honteux, est terrible, est important, est évident, est clair, est difficile, est triste,
            est inacceptable, est essentiel, est essentielle""",
        ),
    ),
    claimants=(
        late(rf"\b[Ss]elon (?P<who>(?:le |la |les |l[’'])?(?:{_NAME}|[a-zéèêàç]+ [a-zéèêàç]+))"),
        late(rf"\b(?P<who>(?:Le |La |L[’'])?{_NAME}) {_A_DIT} qu"),
        late(rf"[\"”»],? {_A_DIT} (?P<who>(?:le |la |l[’'])?{_NAME})"),
    ),
    reporting=frozenset(["selon", *_DIT.split(), *_AFFIRME.split()]),
    nobody=frozenset("il elle ils elles on cela ceci nul qui".split()),
    pointing=words(
        f"ce cela ceci cet cette ces {_IL} ils elle elles leur leurs son sa ses celui-ci celle-ci"
    ),
)
GERMAN: Final = Vocabulary(
    rules=(
        QUESTION,
        _YEAR,
        sign(
            "compares",
            COMPARISON,
            6,
            r"\b(?:mehr|weniger|\w{3,}er) als\b(?!\s*\d)|\bim Vergleich (?:zu|mit)\b",
            cues="als vergleich",
        ),
        phrases(
            "a change",
            QUANTITY,
            2,
            "stieg, stiegen, sank, sanken, fiel, fielen, wuchs, nahm zu, nahm ab, verdoppelte sich",
            only_with=(FIGURE, PERIOD),
        ),
        phrases(
            "a cause",
            CAUSE,
            4,
            "weil, wegen, aufgrund, führte zu, führt zu, verursachte, verursacht, dank, löste aus",
        ),
        sign(
            "what the law says",
            LAW,
            6,
            r"§§? ?\d+\w? .*\b(?:verlangt|verbietet|erlaubt|verpflichtet|schreibt vor)\b",
        ),
        phrases(
            "what the law says",
            LAW,
            4,
            """das Gesetz verlangt, das Gesetz verbietet, das Gesetz erlaubt, verboten, illegal,
            verfassungswidrig, rechtswidrig""",
        ),
        sign(
            "what will be",
            PREDICTION,
            5,
            r"\b(?:wird|werden)\b[^.;]{1,80}\b(?!\w*(?:worden|geworden))\w+en[.,;]?$",
            cues="wird werden",
        ),
        phrases(
            "told from experience",
            EXPERIENCE,
            5,
            "ich sah, ich erinnere mich, meine Mutter, mein Vater, meine Familie",
        ),
        phrases(
            "says what must be",
            OPINION,
            4,
            "muss, müssen, müsste, sollte, sollten, darf nicht, man darf",
        ),
        phrases(
            "speaks in the author's own voice",
            OPINION,
            4,
            """ich glaube, wir glauben, ich denke, ich finde, ich meine, meiner Meinung nach, vielleicht,
            zweifellos, natürlich, leider, zum Glück, offensichtlich, selbstverständlich""",
        ),
        phrases(
            "judges",
            OPINION,
            3,
            """ist schändlich, ist schrecklich, ist wichtig, ist klar, ist schwierig, ist traurig, ist
            unerträglich, ist entscheidend, ist unverzichtbar""",
        ),
    ),
    claimants=(
        late(rf"\b(?:[Ll]aut|[Nn]ach Angaben (?:von|der|des)) (?P<who>(?:der |dem |des )?{_NAME})"),
        late(rf"\b(?P<who>(?:[Dd](?:er|ie|as) )?{_NAME}) {one_of(_SAGTE)}(?=, dass|,|:)"),
        late(rf"(?:[\"“«],?|,) {one_of(_SAGTE)} (?P<who>(?:der |die |das )?{_NAME})"),
        late(rf"[\"“«], so (?P<who>(?:der |die |das )?{_NAME})"),
    ),
    reporting=frozenset(["laut", "angaben", "so", *_SAGTE.split()]),
    nobody=frozenset("er sie es wir man das dies wer".split()),
    pointing=words(
        f"dies diese dieser dieses diesen diesem er {_ES} sie ihr ihre ihrer ihren ihrem sein seine seiner seinen"
    ),
)
