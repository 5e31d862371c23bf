"""The sentences of a paragraph, with its language, direction, number of words, the blank between two."""

from articles.sentences.counting import SIGNS, blank_between, columns, has_words, is_within_word, words
from articles.sentences.language import Direction, direction, guess_language, language_of, primary
from articles.sentences.splitting import spans
from articles.sentences.stops import ends_sentence

__all__ = [
    "SIGNS",
    "Direction",
    "blank_between",
    "columns",
    "direction",
    "ends_sentence",
    "guess_language",
    "has_words",
    "is_within_word",
    "language_of",
    "primary",
    "spans",
    "words",
]
