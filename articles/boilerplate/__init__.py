"""Lines of the publisher around an article, proposed as left out."""

from articles.boilerplate.rules import Rule, propose

__all__ = ["Rule", "propose"]
