"""Presses the buttons of the intake's pages as a browser does."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

TEXT = """The port is winning its war on waiting

For this city, the queue is not a figure of speech. It is what people see from their kitchens.
In 2025 the harbour authority cleared over 75,000 containers. Waiting times have fallen by half.
It should not have taken a decade.
Sign up for our harbour newsletter
"""


def take_in_address(desk="harbour"):
    return reverse("article-take-in", args=[desk])


def paste(client, text=TEXT, desk="harbour", **more):
    return client.post(take_in_address(desk), {"text": text, **more})


def send(client, data, name="port.txt", **more):
    return client.post(take_in_address(), {"file": SimpleUploadedFile(name, data), **more})


def fields(response):
    """What a browser would send back from the page's form, its buttons apart."""
    page = response.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in given and (given.get("type") != "radio" or re.search(r"\bchecked\b", tag)):
            found[given["name"]] = given.get("value", "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', options)[1]
    found.pop("csrfmiddlewaretoken", None)
    found.pop("file", None)
    return {name: unescape(value) for name, value in found.items()}


def preview_of(client, text=TEXT):
    address = paste(client, text).headers["Location"]
    return address, client.get(address)


def press(client, address, page, act, **typed):
    return client.post(address, {**fields(page), **typed, "act": act})


def paragraphs(response):
    return [row.paragraph for row in response.context["step"].rows]
