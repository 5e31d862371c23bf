"""A variable is read as it was meant, or refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import HOST, ORIGIN, RATE, Environment


def read(value: str) -> Environment:
    return Environment({"IT": value})


@pytest.mark.parametrize("value", ["", "  "])
def test_empty_variable_counts_as_unset(value):
    env = read(value)
    assert env.text("IT", "else") == "else"
    assert env.matching("IT", "600/min", *RATE) == "600/min"
    assert env.listed("IT", *HOST) == []
    assert env.number("IT", 587, 65_535, "a port") == 587
    assert env.is_on("IT", default=True)
    assert env.zone("IT", "UTC") == "UTC"


@pytest.mark.parametrize(
    "hosts", ["obelus.example.org", ".example.org", "localhost, 127.0.0.1,[::1],", "Obelus.Example.ORG"]
)
def test_hosts_are_read(hosts):
    assert read(hosts).listed("IT", *HOST) == [host.strip() for host in hosts.split(",") if host]


@pytest.mark.parametrize("hosts", ["*", "a.org, *", "*.a.org", "a.org:443", "https://a.org", "a.org b.org"])
def test_host_that_no_request_could_name_is_refused_and_so_is_any(hosts):
    with pytest.raises(ImproperlyConfigured, match="IT is"):
        read(hosts).listed("IT", *HOST)


def test_origins_are_read():
    assert read("https://a.org,https://*.b.org:8443").listed("IT", *ORIGIN) == [
        "https://a.org",
        "https://*.b.org:8443",
    ]


@pytest.mark.parametrize("rate", ["600/min", "10/s", "1/second", "5000/hour", "20000/d"])
def test_rates_are_read(rate):
    assert read(rate).matching("IT", "", *RATE) == rate


@pytest.mark.parametrize("rate", ["abc", "600", "600/month", "0/min", "-1/min", "1.5/min", "600/Min"])
def test_rate_that_the_api_could_not_keep_is_refused(rate):
    with pytest.raises(ImproperlyConfigured, match="600/min"):
        read(rate).matching("IT", "", *RATE)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "587.0", "٥٨٧", "9" * 20])
def test_number_out_of_its_range_is_refused(port):
    with pytest.raises(ImproperlyConfigured, match="a port"):
        read(port).number("IT", 587, 65_535, "a port")


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("FALSE", False)])
def test_switches_are_read(value, meant):
    assert read(value).is_on("IT", default=not meant) is meant


@pytest.mark.parametrize("zone", ["Mars/X", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Madrid\0"])
def test_zone_that_is_none_is_refused(zone):
    with pytest.raises(ImproperlyConfigured, match="Europe/Madrid"):
        read(zone).zone("IT", "UTC")


def test_secret_is_not_told():
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("hush").secret_key("IT")
    assert "hush" not in str(refusal.value)
