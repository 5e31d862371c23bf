"""The strict policy of the pages, as a browser understands it."""


def test_health_page_opens_under_the_policy(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    response = page.goto("/healthz")
    assert response.status == 200
    assert page.inner_text("body").strip() == "ok"
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" id=p>p</p>')")
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") == "rgb(0, 0, 0)"
    assert any("Content Security Policy" in message for message in said)
