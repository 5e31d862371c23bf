"""Lines of the publisher around an article, proposed as left out."""

from articles.boilerplate.labels import labels
from articles.boilerplate.rules import Rule, is_ornament, propose, rule_of

__all__ = ["Rule", "is_ornament", "labels", "propose", "rule_of"]
