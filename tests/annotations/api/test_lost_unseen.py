"""What a request says twice is refused: one of the two would be lost unseen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Deed
from articles.models import Article
from tests.annotations.api.conftest import DESK
from tests.annotations.api.world import build
from tests.cast import at

pytestmark = pytest.mark.django_db


def sent(api, by, key="", **parts):
    headers = {"Idempotency-Key": key} if key else None
    file = SimpleUploadedFile("a.txt", b"The port\n\nIt was faster in 2019.", "text/plain")
    parts = {"file": file, **parts}
    return api(by).client.post(f"{DESK}articles/", parts, format="multipart", headers=headers)


def other_file():
    return SimpleUploadedFile("b.txt", b"Another\n\nIt was slower.", "text/plain")


@pytest.mark.parametrize("name", ["file", "byline", "paragraphs", "nothing_known"])
def test_a_part_that_stands_twice_is_refused(api, ana, name):
    twice = [other_file(), other_file()] if name == "file" else ["M. Okafor", "Rosa"]
    before = Article.objects.count()
    answer = sent(api, ana, **{name: twice})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])
    assert answer.json()["errors"][name] == [
        "This stands twice. Send it once: the other would be lost unseen."
    ]
    assert Article.objects.count() == before


def test_a_key_stands_for_every_part(api, ana):
    """What was answered to one file is no answer to two."""
    assert sent(api, ana, "k1", byline="Rosa").status_code == 201
    assert sent(api, ana, "k1", byline="Rosa")["Idempotent-Replayed"] == "true"
    for changed in (
        {"byline": ["M. Okafor", "Rosa"]},
        {"byline": "Rosa", "file": [other_file(), other_file()]},
    ):
        assert "Idempotency-Key" in sent(api, ana, "k1", **changed).json()["errors"]


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        ('[{"text": "Kept out.", "text": "Taken in."}]', "“text” stands twice in one object. Say it once."),
        ('[{"text": "A.", "left_out": NaN}]', "a number is too long, or is no number"),
        ("[" * 30 + "]" * 30, "Nest objects no deeper than 20."),
        ("[" * 100_000, "not nested this deep"),
        ("[{", "line 1, character 3"),
    ],
)
def test_paragraphs_in_a_part_are_read_as_strictly_as_a_body(api, ana, paragraphs, says):
    before = Deed.objects.count()
    answer = sent(api, ana, paragraphs=paragraphs)
    assert answer.status_code == 422, answer.content
    (told,) = answer.json()["errors"]["paragraphs"]
    assert told.startswith("Send a list of paragraphs, as JSON. ") and says in told
    assert Deed.objects.count() == before


@pytest.mark.parametrize(
    ("where", "field", "said"),
    [
        ("statements/kinds/", "kinds", {"values": ("fact", "opinion")}),
        (
            "citations/",
            "passages",
            {"values": ("One.", "Two."), "stance": "supports", "source": "source", "statements": True},
        ),
        ("decisions/", "seen", {"values": (1, 2), "verdict": "approve", "statements": True}),
    ],
)
def test_two_names_of_one_statement_are_refused(api, ana, rosa, article, where, field, said):
    """A uid may be written in several ways."""
    world, uid = build(article, ana), str(at(article, "3.1").uid)
    values, body = said["values"], {name: value for name, value in said.items() if name != "values"}
    body |= {
        name: known for name, known in (("source", world["source"]), ("statements", [uid])) if name in body
    }
    before = Deed.objects.count()
    for other in (uid.upper(), uid.replace("-", ""), f"{{{uid}}}"):
        names = dict(zip((other, uid), values, strict=True))
        answer = api(rosa if where == "decisions/" else ana).post(where, **body, **{field: names})
        assert answer.status_code == 422, answer.content
        assert answer.json()["errors"] == {field: [f"“{uid}” stands here twice. Name each statement once."]}
    assert Deed.objects.count() == before
