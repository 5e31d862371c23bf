"""The sentences of a paragraph, with its language, direction or number of words."""

from articles.sentences.counting import words
from articles.sentences.language import UNSURE, Direction, direction, guess_language, language_of
from articles.sentences.splitting import Span, spans

__all__ = ["UNSURE", "Direction", "Span", "direction", "guess_language", "language_of", "spans", "words"]
