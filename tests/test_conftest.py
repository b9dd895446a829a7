"""The tests' own ground: what is closed is closed, and the PostgreSQL is a real one."""

import asyncio
import socket
from collections.abc import Callable

import psycopg
import pytest
from hypothesis import settings


def look_up() -> object:
    return socket.getaddrinfo("example.com", 443)


def connect() -> object:
    with socket.socket() as client:
        return client.connect(("192.0.2.1", 443))


def send() -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        return client.sendto(b"hello", ("192.0.2.1", 53))


def connect_by_ipv6() -> object:
    with socket.socket(socket.AF_INET6) as client:
        return client.connect(("2001:db8::1", 443))


@pytest.mark.parametrize("reach_out", [look_up, connect, send, connect_by_ipv6])
def test_no_test_reaches_another_machine(reach_out: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="the network is closed in tests"):
        reach_out()


async def test_nor_does_one_that_waits_for_it() -> None:
    with pytest.raises(AssertionError, match="the network is closed in tests"):
        await asyncio.open_connection("192.0.2.1", 443)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_test_may_reach_a_server_of_its_own(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection((host, server.getsockname()[1]))
        client.close()


def test_examples_are_the_same_on_every_run() -> None:
    assert settings.default is not None
    assert (settings.default.derandomize, settings.default.max_examples, settings.default.deadline) == (True, 100, None)


def test_the_postgres_is_a_real_one_that_keeps_what_it_is_told(postgres_url: str) -> None:
    address = postgres_url.replace("+psycopg", "")
    with psycopg.connect(address) as writing:
        writing.execute("create table kept_by_the_yard (word text)")
        writing.execute("insert into kept_by_the_yard values ('価格')")

    with psycopg.connect(address) as reading:
        kept = reading.execute("select word from kept_by_the_yard").fetchall()
        reading.execute("drop table kept_by_the_yard")

    assert kept == [("価格",)]
