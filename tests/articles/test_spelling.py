"""A word is found in whatever spelling; what is stored is as it was written."""

import random
import unicodedata
from itertools import product

import pytest
from django.db import connection

from articles.spelling import is_in, letters, spelled, terms

GROUPED = {
    "41203": (
        "41,203", "41.203", "41 203", "41\u00a0203", "41\u202f203", "41\u2009203", "41'203", "41’203",
        "41٬203", "۴۱٬۲۰۳", "٤١٬٢٠٣", "۴۱،۲۰۳", "४१,२०३", "४१२०३", "４１，２０３",
    ),
    "411640": ("411,640", "4,11,640", "४,११,६४०", "411 640", "411.640"),
    "12345678": ("12,345,678", "12.345.678", "12 345 678", "12'345'678", "1,23,45,678"),
    "1203,5": ("1.203,5", "1 203,5"),
    "1203.5": ("1,203.5", "1'203.5"),
}  # fmt: skip
KEPT = [
    words.replace("_", " ")
    for words in """
    3.5 3,5 12.03.2025 2025-03-12 0.125 0,125 10.1000 1,2,3 1234,567 41,2034 41,20 41,,203 41,_203 41__203 41_2034
    2021_200 0_800 12:15_300 3,5_300 1/2_300 12.03.21_200 41-203 41٫203 41/203 41;203 411,64,0 41'20''
    """.split()
]
JOINED = {
    # what is written: as it is compared
    "In 21 200,000 came": "in 21 200000 came",
    "1,234.567": "1234.567",
    "1.234,567": "1234,567",
    "1,234,56": "1234,56",
    "12.5,203 £1,000–£12,000 (1,000)": "12.5203 £1000-£12000 (1000)",
    "10 000–12 000": "10000-12000",
    "21 200 300,000": "21200 300000",
    "12,345\n678": "12345\n678",
    "Élysée 41 203": "elysee 41203",
}

FOUND = [
    # what is looked for, what is written
    ("كتاب", "کتاب"),  # Arabic keyboard, Persian text
    ("علي", "علی"),
    ("مستشفى", "مستشفي"),
    ("احمد", "أحمد"),
    ("أحمد", "احمد"),
    ("الاسلام", "الإسلام"),
    ("قران", "قرآن"),
    ("مدرسه", "مدرسة"),
    ("پاکستان کہ", "پاکستان که"),
    ("محمد", "مُحَمَّد"),
    ("مُحَمَّد", "محمد"),
    ("محمد", "محـــمد"),
    ("میخواهم", "می\u200cخواهم"),
    ("می\u200cخواهم", "میخواهم"),
    ("2026", "۲۰۲۶"),
    ("٢٠٢٦", "2026"),
    ("۲۰۲۶", "٢٠٢٦"),
    ("2026", "२०२६"),
    ("سلام", "ﺳﻼﻡ"),  # as some PDF files spell it
    ("елка", "Ёлка"),
    ("ёлка", "Елка"),
    ("замок", "за\u0301мок"),
    ("2026", "２０２６"),
    ("ABC", "ａｂｃ"),
    ("ﾊﾝｶﾞﾘｰ", "ハンガリー"),
    ("strasse", "STRAẞE"),
    ("Straße", "Strasse"),
    ("schon", "Schön"),
    ("Elysee", "Élysée"),
    ("Élysée", "ÉLYSÉE"),
    ("Élysée", "E\u0301lyse\u0301e"),
    ("Elysée", "Élysée"),
    ("coeur", "cœur"),
    ("Espana", "España"),
    ("Erdogan", "Erdoğan"),
    ("Istanbul", "İstanbul"),
    ("Walesa", "Wałęsa"),
    ("don't", "don’t"),
    ('"fact"', "“fact”"),
    ("1939-45", "1939–45"),
    ("जमीन", "ज़मीन"),
    ("हंस", "हँस"),
    ("élysée, 41203", "Élysée, 41,203"),
    ("élysée, 41 203", "Élysée, 41203"),
    ("21", "In 21 200 people"),
    ("200 people", "In 21 200 people"),
    ("in 21 200", "In 21 200 people"),
    ("203,000", "In 21 203,000 came"),
    ("41,203", "1.041.203"),
]
UNLIKE = [
    ("schön", "schon"),
    ("Elyséé", "Elysée"),
    ("año", "ano"),
    ("мои", "мой"),
    ("мой", "мои"),
    ("か", "が"),
    ("ے", "ی"),
    ("1", "２"),
    ("3.5", "35"),
    ("35", "3.5"),
    ("41,203", "41,2035"),
    ("2021200", "In 2021 200 people"),
    ("41,203", "41, 203"),
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_a_word_is_found_however_it_is_spelled(words, text):
    assert is_in(words, f"… {text} …")


@pytest.mark.parametrize(("words", "text"), UNLIKE)
def test_another_word_is_not(words, text):
    assert not is_in(words, f"… {text} …")


@pytest.mark.parametrize("number", GROUPED)
def test_a_number_is_found_however_it_is_grouped(number):
    asked = list(product((number, *GROUPED[number]), repeat=2))
    assert [pair for pair in asked if not is_in(pair[0], f"… {pair[1]} …")] == []


@pytest.mark.parametrize("words", KEPT)
def test_what_is_no_number_in_groups_is_compared_as_it_stands(words):
    assert spelled(words) == words


@pytest.mark.parametrize(("words", "compared"), JOINED.items())
def test_groups_of_a_number_are_joined_wherever_it_stands(words, compared):
    assert spelled(words) == compared


@pytest.mark.parametrize(
    ("words", "each"),
    [
        ("a rise of", ["a", "rise", "of"]),
        ('"a rise of" 117', ["a rise of", "117"]),
        ("«a rise of» “117 per cent”", ["a rise of", "117 per cent"]),
        ('" fact "', ["fact"]),
        ('"nobody had', ['"nobody', "had"]),
        ('"" 5"x7" "a"b', ['""', '5"x7"', '"a"b']),
        ("", []),
        ("a b c d e f g h i j", list("abcdefgh")),
    ],
)
def test_a_quotation_is_looked_for_as_it_stands(words, each):
    assert terms(words) == each


# As columns and lookups ask: what a column stores is never changed under it, so that each set of rules is a function.
IN_SQL = {letters: "obelus_ungrouped(obelus_letters(w))", spelled: "obelus_ungrouped(obelus_spelled(w))"}


def unlike(fold, words):
    """What the database makes something else of than we do."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT w, {IN_SQL[fold]} FROM unnest(%s::text[]) AS w", [words])
        return [(word, found, fold(word)) for word, found in cursor.fetchall() if found != fold(word)]


@pytest.mark.parametrize("fold", IN_SQL)
@pytest.mark.parametrize("asked", ["{}n", "{}\u0301n", "41{}203", "4{}11{}640"])
@pytest.mark.usefixtures("db")
def test_the_database_has_the_same_rules(fold, asked):
    """For each letter of the plane in which the scripts of the articles are, with an accent, within a number too."""
    known = [chr(n) for n in range(1, 0xFFFE) if unicodedata.category(chr(n)) not in ("Cs", "Cn", "Co")]
    assert unlike(fold, [asked.replace("{}", letter) for letter in known]) == []


@pytest.mark.parametrize("fold", IN_SQL)
@pytest.mark.usefixtures("db")
def test_the_database_spells_words_as_we_do(fold):
    words = [words for pair in (*FOUND, *UNLIKE) for words in pair]
    assert unlike(fold, [*words, *KEPT, *JOINED]) == []


@pytest.mark.parametrize("fold", IN_SQL)
@pytest.mark.usefixtures("db")
def test_the_database_joins_groups_of_whatever_numbers_as_we_do(fold):
    """Of numbers and what may stand between them, as chance has it."""
    chance = random.Random(1)
    parts = [*"0 7 12 345 678 678 9012 ٣٤٥ , , . . ' ’ ٬ ، / a".split(), " ", " ", "\u202f"]
    asked = ["".join(chance.choices(parts, k=chance.randint(3, 12))) for _ in range(20_000)]
    assert sum(spelled(words) != words for words in asked) > 5_000
    assert unlike(fold, asked) == []
