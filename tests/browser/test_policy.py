"""The strict policy of the pages, as a browser understands it."""


def test_sign_in_page_keeps_the_policy_and_the_policy_keeps_it(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    assert page.goto("/accounts/login/").status == 200
    assert said == []
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" id=p>p</p>')")
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
