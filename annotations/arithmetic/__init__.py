"""Works out what an article's own figures give. English only.

Where it is not plain which number belongs to which, nothing is said: a wrong alarm costs more than none.
"""

from collections.abc import Iterable
from functools import lru_cache

from annotations.arithmetic.percents import change, share
from annotations.arithmetic.rates import rates
from annotations.arithmetic.sums import Sum

__all__ = ["MOST_LETTERS", "Sum", "worked_out"]

MOST_LETTERS = 2_000  # of a statement; what is longer is no sentence


def worked_out(text: str, totals: Iterable[tuple[str, bool]] = ()) -> tuple[Sum, ...]:
    """The averages, changes, shares in ``text`` that can be worked out from what it says itself.

    An average is also held against the total in each of ``totals``: a text, with whether it has the same source.
    """
    return _worked_out(text, tuple(totals))


@lru_cache(maxsize=64)  # one statement is asked for its sums several times in a row
def _worked_out(text: str, totals: tuple[tuple[str, bool], ...]) -> tuple[Sum, ...]:
    if len(text) > MOST_LETTERS:
        return ()
    short = [(total, is_same) for total, is_same in totals if len(total) <= MOST_LETTERS]
    found = [change(text), share(text), *rates(text, [(text, True), *short])]
    return tuple(each for each in found if each is not None)
