"""Where a statement begins and ends: the words to choose from, in their place."""

import re
from itertools import pairwise

import pytest

from annotations.services.counterpoints import counter
from annotations.services.cutting import move_ends
from annotations.services.evidence import cite
from annotations.views.places import MOST_PLACES, cuts_of, near, words_of
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at, taken_in

CHOICE = re.compile(r'<input type="radio" name="(\w+)" value="(\d+)"([^>]*)> <span>([^<]+)</span>')


def choices(body: str, name: str) -> list[tuple[str, str, str]]:
    return [(value, word, rest) for of, value, rest, word in CHOICE.findall(body) if of == name]


def test_ends_are_chosen_among_the_words_of_the_text_itself(as_ana, article, ana):
    row = at(article, "2.1")
    move_ends(row, by=ana, start=4, end=43)  # "this city, the queue is not a figure of"
    body = as_ana.get(url(article, "statement-ends", row.pk), headers=HTMX).content.decode()
    starts, ends = choices(body, "start"), choices(body, "end")
    words = "For this city, the queue is not a figure of speech.".split()
    assert [word for _, word, _ in starts] == [word for _, word, _ in ends] == words
    assert [word for _, word, rest in starts if "checked" in rest and "data-focus" in rest] == ["this"]
    assert [word for _, word, rest in ends if "checked" in rest] == ["of"]
    assert "It begins with" in body and "It ends with" in body and "<option" not in body
    form = {"start": starts[3][0], "end": ends[-1][0], "version": at(article, "2.1").version}
    assert as_ana.post(url(article, "statement-ends", row.pk), form).status_code == 302
    assert at(article, "2.1").text == "the queue is not a figure of speech."


def test_ends_that_cross_are_refused_beside_what_was_chosen(as_ana, article):
    row = at(article, "2.1")
    answer = as_ana.post(url(article, "statement-ends", row.pk), {"start": "15", "end": "8"}, headers=HTMX)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert [word for _, word, rest in choices(body, "start") if "checked" in rest] == ["the"]
    told = next(rest for _, word, rest in choices(body, "end") if word == "this")
    assert "checked" in told and 'aria-describedby="id_end_error"' in told and 'id="id_end_error"' in body


def test_the_first_word_is_no_place_to_split_at(as_ana, article):
    body = as_ana.get(url(article, "statement-split", at(article, "2.1").pk), headers=HTMX).content.decode()
    words = [word for _, word, _ in choices(body, "at")]
    assert words[:2] == ["this", "city,"] and "<span>For</span>" in body


def test_a_mark_alone_is_no_part_to_choose(as_ana, ana):
    article = taken_in(ana, (("body", "पुल बंद है ।"),))
    body = as_ana.get(url(article, "statement-split", at(article, "1.1").pk), headers=HTMX).content.decode()
    assert [word for _, word, _ in choices(body, "at")] == ["बंद", "है"] and "<span>।</span>" in body


LONG = " ".join(f"and {n} came" for n in range(9_000)) + "."  # no sentence ends before it does


def test_of_a_long_one_some_places_are_offered(as_ana, ana):
    """Each is a field of the form, which had some megabytes."""
    article = taken_in(ana, (("body", LONG),))
    row = at(article, "1.1")
    for form, names in (("split", ["at"]), ("ends", ["start", "end"])):
        body = as_ana.get(url(article, f"statement-{form}", row.pk), headers=HTMX).content.decode()
        for name in names:
            assert 0 < len(choices(body, name)) <= MOST_PLACES, name
        assert "It is long, so that" in body and len(body) < 800_000


def test_of_the_parts_of_a_long_one_others_are_offered_until_all_have_been(ana):
    text = LONG[:60_000]
    most, asked = {start for start, _, _ in words_of(text)[1:]}, [(0, text)]
    while asked:
        begins, part = asked.pop()
        offered = [place for place, _ in cuts_of(part, "en") if place is not None]
        most -= {begins + place for place in offered}
        if len(offered) < len(words_of(part)) - 1:
            cuts = [0, *offered, len(part)]
            asked += [(begins + a, part[a:b]) for a, b in pairwise(cuts)]
    assert not most


def test_of_a_long_one_sentences_begin_with_a_place(ana):
    text = " ".join(f"So {n} came. It is {n} now." for n in range(100))
    pieces = cuts_of(text, "en")
    assert sum(word in ("So", "It") for place, word in pieces if place) == 199
    assert "".join(word for _, word in pieces).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("at", "first"), [(0, "0"), (500, "250"), (1_999, "1500")])
def test_the_words_around_an_end_are_offered(at, first):
    words = words_of(" ".join(map(str, range(2_000))))
    found = near(words, words[at][0], 0)
    assert (len(found), found[0][2]) == (MOST_PLACES, first) and words[at] in found


def test_a_split_offers_the_counterpoints_that_may_go_along(as_ana, article, ana, gate):
    row = at(article, "3.1")
    there = url(article, "statement-split", row.pk)
    assert (
        "Counterpoints that go with the second part" not in as_ana.get(there, headers=HTMX).content.decode()
    )
    (citation,) = cite(article, [row.pk], by=ana, source=gate, stance="supports")
    counter(article, by=ana, statement=row, text="It counts trips.", kind="undercuts", target=citation)
    point = counter(article, by=ana, statement=row, text="Half were empty.")
    form = as_ana.get(there, headers=HTMX).content.decode()
    assert "“Half were empty.”" in form and "“It counts trips.”" not in form
    said = {
        "at": row.text.index("averaging"),
        "version": at(article, "3.1").version,
        "take_points": [point.pk],
    }
    assert as_ana.post(there, said, headers=HTMX).status_code == 200
    assert list(at(article, "3.1b").counterpoints.values_list("text", flat=True)) == ["Half were empty."]
