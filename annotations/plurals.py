"""A number with what it counts."""


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 statement", "2 statements", "1,200 statements"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """ "once", "3 times"."""
    return "once" if number == 1 else f"{number} times"
