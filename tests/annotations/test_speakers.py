"""Who says it: the plain attributions of a newspaper, and the names that say nothing."""

import pytest

from annotations.spotting import spot


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The White House said the talks would go on.", "White House"),
        ("Officials said 12 people were hurt.", "Officials"),
        ("The health ministry says more than 50,000 have left.", "health ministry"),
        ("Three doctors said the drug works.", "Three doctors"),
        ("President Joe Lane said he would sign.", "President Joe Lane"),
        ("The Harbour Union and the Port Board said pay was low.", "Harbour Union and the Port Board"),
        ("Smith, Jones and Brown said the deal was off.", "Smith, Jones and Brown"),
        ("The EU, the US and the UK said they would act.", "EU, the US and the UK"),
        ("Ann Lee told reporters she wanted to win.", "Ann Lee"),
        ("The company announced 300 layoffs.", "company"),
        ("The council announced last week that rates would rise.", "council"),
        ("The White House on Monday said it would reply.", "White House"),
        ("The World Health Organization (WHO) said cases had doubled.", "World Health Organization"),
        ("Senator Joe Lane (D-Ohio) said the bill would pass.", "Senator Joe Lane"),
        ("Ann Lee told reporters the deal was done.", "Ann Lee"),
        ("The strike killed 12, the health ministry said on Tuesday.", "health ministry"),
        ("There was a fire, said fire chief Joe Lane.", "fire chief Joe Lane"),
        ("Three people, police said, were hurt.", "police"),
        ("It was what the White House said would happen.", "White House"),
        ("Officers shot a man who police said was armed.", "police"),
    ],
)
def test_plain_attribution(text: str, claimant: str) -> None:
    assert spot(text, "en").claimant == claimant


@pytest.mark.parametrize(
    ("opening", "claimant"),
    [
        ("But Ann Lee", "Ann Lee"),
        ("However, Ann Lee", "Ann Lee"),
        ("Yesterday the government", "government"),
        ("Last week the council", "council"),
        ("In Paris, Ann Lee", "Ann Lee"),
        ("In Springfield, Illinois, police", "police"),
        ("On Monday police", "police"),
        ("Late Monday officials", "officials"),
        ("Speaking in Paris, Ann Lee", "Ann Lee"),
        ("The WHO", "WHO"),
        ("Author Ann Lee", "Author Ann Lee"),
        ("On Monday, author Ann Lee", "Ann Lee"),
        ("Perhaps the bank", "bank"),
    ],
)
def test_words_before_the_name_are_not_the_name(opening: str, claimant: str) -> None:
    assert spot(f"{opening} said that it had rained.", "en").claimant == claimant


@pytest.mark.parametrize(
    ("who", "claimant"),
    [
        ("Ann Lee, 43,", "Ann Lee"),
        ("Ann Lee, 43, a nurse,", "Ann Lee"),
        ("Ann Lee, a spokeswoman for the ministry,", "Ann Lee"),
        ("The White House, which had been silent,", "White House"),
        ("The mayor of Paris, Ann Lee,", "mayor of Paris, Ann Lee"),
        ("The company’s chief executive, Ann Lee,", "Ann Lee"),
        ("Police in Springfield, Illinois,", "Police in Springfield, Illinois"),
        ("A spokesman for the company", "spokesman for the company"),
        ("Israel's military", "Israel's military"),
        ("The European Union's border agency", "European Union's border agency"),
        ("White House officials", "White House officials"),
        ("Ann Lee's lawyer", "Ann Lee's lawyer"),
        ("Ursula von der Ley", "Ursula von der Ley"),
        ("Piet van den Berg, a farmer,", "Piet van den Berg"),
        ("UN aid chief Tom Doe", "UN aid chief Tom Doe"),
    ],
)
def test_a_name_keeps_its_office_and_loses_what_is_told_of_it(who: str, claimant: str) -> None:
    assert spot(f"{who} said the road was safe.", "en").claimant == claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("“It is safe,” said police spokeswoman Ann Lee.", "police spokeswoman Ann Lee"),
        ("“It is safe,” police spokesman John Doe said.", "police spokesman John Doe"),
        ("“The army said it was safe,” Ann Lee said.", "Ann Lee"),
        ("“It is safe,” said a spokesman for the Harbour Union.", "spokesman for the Harbour Union"),
        ("“It is safe,” said the mayor in a statement.", "mayor"),
        ("“It is safe,” Ann Lee told the Courier.", "Ann Lee"),
        ("“It is safe,” Ann Lee said, according to a transcript.", "Ann Lee"),
        ("Ann Lee said the Democrats’ Senator Doe called it wrong.", "Ann Lee"),
        ("According to WHO, it is safe.", "WHO"),
        ("According to the army in March, the road was open.", "army"),
        ("According to the ministry of health, it is safe.", "ministry of health"),
    ],
)
def test_quoted_and_according_to(text: str, claimant: str) -> None:
    assert spot(text, "en").claimant == claimant


@pytest.mark.parametrize(
    "text",
    [
        *(f"{who} said that before." for who in ("I've", "He's", "They’ve", "She'd", "Nobody", "Everyone")),
        *(f"{who} said that before." for who in ("Someone", "Others", "Two", "Whoever", "Having", "It")),
        "That said, prices rose.",
        "All told, 12 people died.",
        "Easier said than done.",
        "Ann Lee said nothing.",
        "Ann Lee did not say so.",
        "Did Ann Lee say that it rained?",
        "If Ann Lee says yes, we go.",
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert spot(text, "en").claimant is None


@pytest.mark.parametrize(
    "text",
    [
        "The man who shot Ann Lee said he was sorry.",
        "The mother of the mayor said she was ill.",
        "A critic of the government said the vote was rigged.",
        "Protesters against Ann Lee said she lied.",
        "Police investigating Ann Lee said they had closed the case.",
        "Shares fell after the company said it would cut jobs.",
        "After Ann Lee said she would go, the crowd left.",
        "Neither Ann Lee nor Bob Ray said the plan was dead.",
        "The man who shot the mayor, Ann Lee, said he was sorry.",
        "A family from Leeds, England, said they were safe.",
        "Leaked mails show Ann Lee told staff that it was over.",
        "The court heard Bob Ray told police he was asleep.",
        "According to leaked mails, Ann Lee told staff it was over.",
        "Ann Lee said it was over, according to two people in the room.",
        "Ann Lee told her staff to lie.",
        "No officials said the dam would hold.",
        "The book says Ann Lee said no.",
        "Everything the mayor said was false.",
        "Nothing Ann Lee said was true.",
        "The law, which the government said was needed, failed.",
        "Officials said to be close to the talks resigned.",
        "Residents told to leave refused.",
        "Residents warned by police stayed.",
        "The Harbour Plan announced in May would cost $2m.",
        "Storm Ada claimed three lives.",
        "The army called a strike on the bridge.",
        "The court denied the request.",
        "Oil, gas and coal, said the letter, must go.",
        "“We lost,” she said, and the army said it won.",
    ],
)
def test_a_name_that_does_not_say_it(text: str) -> None:
    assert spot(text, "en").claimant is None
