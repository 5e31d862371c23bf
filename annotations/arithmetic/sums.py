"""One figure, worked out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure in the article's own words, with its working ("75,000 ÷ 365 = 205.5").

    ``needs`` says what it would take ("260 a day needs 94,900") where the two do not add up. What has the same source
    confirms nothing: arithmetic is no evidence.
    """

    said: str
    working: str
    needs: str = ""
    is_same_source: bool = True

    @property
    def adds_up(self) -> bool:
        return not self.needs

    @property
    def outcome(self) -> str:
        if self.needs:
            return f"does not add up; {self.needs}"
        return "adds up, same source" if self.is_same_source else "adds up"

    def __str__(self) -> str:
        return f"{self.said} · {self.working}: {self.outcome}"
