"""What is quoted stands within one pair of marks."""

import pytest

from annotations.quoting import nested


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("In 2025 the gate counted 75,118.", "In 2025 the gate counted 75,118."),
        ("He called it “progress”.", "He called it ‘progress’."),
        ("“In 2025 the gate counted 75,118.”", "In 2025 the gate counted 75,118."),
        ("„Im Jahr 2025 waren es 75 118.“", "Im Jahr 2025 waren es 75 118."),
        ("« C’est faux. »", "C’est faux."),
        ("«زرعنا الشجر كله»", "زرعنا الشجر كله"),
        ('"All of it"', "All of it"),
        ("“Yes” and “no”", "‘Yes’ and ‘no’"),
        ("«Oui» et «non»", "«Oui» et «non»"),
        ("“He said “no””", "‘He said ‘no’’"),
        ("“", "‘"),
        ("””", "’’"),
        ("", ""),
    ],
)
def test_quotation_marks_around_a_quotation_are_ours(given: str, shown: str) -> None:
    assert nested(given) == shown
