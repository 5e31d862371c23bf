"""A word is found in whatever spelling; what is stored is as it was written."""

import unicodedata

import pytest
from django.db import connection

from articles.spelling import is_in, letters, spelled, terms

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
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_a_word_is_found_however_it_is_spelled(words, text):
    assert is_in(words, f"… {text} …")


@pytest.mark.parametrize(("words", "text"), UNLIKE)
def test_another_word_is_not(words, text):
    assert not is_in(words, f"… {text} …")


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
    ],
)
def test_a_quotation_is_looked_for_as_it_stands(words, each):
    assert terms(words) == each


@pytest.mark.parametrize("fold", [letters, spelled])
@pytest.mark.usefixtures("db")
def test_the_database_has_the_same_rules(fold):
    """For each letter of the plane in which the scripts of the articles are, with an accent after it too."""
    known = [chr(n) for n in range(1, 0xFFFE) if unicodedata.category(chr(n)) not in ("Cs", "Cn", "Co")]
    asked = [f"{letter}{accent}n" for letter in known for accent in ("", "\u0301")]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT w, obelus_{fold.__name__}(w) FROM unnest(%s::text[]) AS w", [asked])
        unlike = [(words, found, fold(words)) for words, found in cursor.fetchall() if found != fold(words)]
    assert unlike == []


@pytest.mark.usefixtures("db")
def test_the_database_spells_words_as_we_do():
    words = [words for pair in FOUND for words in pair]
    with connection.cursor() as cursor:
        cursor.execute("SELECT w, obelus_letters(w), obelus_spelled(w) FROM unnest(%s::text[]) AS w", [words])
        unlike = [row for row in cursor.fetchall() if row[1:] != (letters(row[0]), spelled(row[0]))]
    assert unlike == []
