"""Who is signed in."""

import pytest


@pytest.fixture
def as_ana(client, ana):
    client.force_login(ana.person)
    return client


@pytest.fixture
def as_rosa(client, rosa):
    client.force_login(rosa.person)
    return client
