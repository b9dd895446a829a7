"""The shop as a real process: it stops cleanly, is killed without loss, and shares its database with the command line."""

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.shop_process import PATIENCE, Guest, OpenShop, ShopFolder, crowding, until

FELL = "The price fell after I bought the canvas shoes"


@pytest.fixture
def place(tmp_path: Path) -> ShopFolder:
    return ShopFolder.at(tmp_path)


def rows(place: ShopFolder, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(place.folder / "shop.db") as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


class Stream(threading.Thread):
    """An open page: reads the stream of a conversation until it ends."""

    def __init__(self, place: ShopFolder, guest: Guest) -> None:
        super().__init__(daemon=True)
        self._place, self._guest = place, guest
        self.heard: list[tuple[float, dict[str, object]]] = []
        self.cut_off = False
        self.open = threading.Event()
        self.start()

    def run(self) -> None:
        try:
            self._read()
        except httpx.TransportError:
            self.cut_off = True

    def _read(self) -> None:
        with httpx.stream(
            "GET", f"{self._place.address}/api/chat/events", headers=self._guest.headers, timeout=PATIENCE
        ) as stream:
            for line in stream.iter_lines():
                self.open.set()
                if line.startswith('data: {"n"'):
                    self.heard.append((time.monotonic(), json.loads(line[6:])))


def buyers_lines(lines: list[dict[str, object]]) -> list[object]:
    return [line["text"] for line in lines if line["from"] == "buyer"]


def test_it_stops_within_two_seconds_with_pages_open_and_messages_on_their_way_and_everything_is_there_again(
    place: ShopFolder,
) -> None:
    kept: dict[int, list[str]] = {}

    with place.open() as shop:
        guests = [shop.buyer() for _ in range(6)]
        streams = [Stream(place, guest) for guest in guests]
        for stream in streams:
            assert stream.open.wait(PATIENCE)
        flood = Flood(place, guests)
        until(lambda: flood.stored() >= 20)
        code, took = shop.stop()
        kept = flood.end()
        for stream in streams:
            stream.join(PATIENCE)

    assert code == 0
    assert took < 2 * crowding()
    assert not any(stream.is_alive() or stream.cut_off for stream in streams)
    assert place.complained("run").splitlines()[-1].count("the shop is closed") == 1
    assert "Traceback" not in place.complained("run")

    with place.open() as again:
        for n, guest in enumerate(guests):
            until(lambda guest=guest, n=n: len(set(buyers_lines(guest.lines(again)))) >= len(kept[n]))  # type: ignore[misc]
            said = buyers_lines(guest.lines(again))
            assert set(kept[n]) <= set(said)
            assert len(said) == len(set(said))
    assert rows(place, "select count(*) from inbox where state = 'new'") == [(0,)]
    assert rows(place, "pragma integrity_check") == [("ok",)]


class Flood:
    """Many buyers writing as fast as they can, until the shop is gone; what was acknowledged is kept count of."""

    def __init__(self, place: ShopFolder, guests: list[Guest]) -> None:
        self._acknowledged: dict[int, list[str]] = {n: [] for n in range(len(guests))}
        self._threads = [threading.Thread(target=self._write, args=(place, n, guest)) for n, guest in enumerate(guests)]
        for thread in self._threads:
            thread.start()

    def stored(self) -> int:
        return sum(map(len, self._acknowledged.values()))

    def end(self) -> dict[int, list[str]]:
        for thread in self._threads:
            thread.join(PATIENCE)
        return self._acknowledged

    def _write(self, place: ShopFolder, n: int, guest: Guest) -> None:
        with httpx.Client(base_url=place.address, timeout=PATIENCE) as web:
            for count in range(500):
                text = f"{FELL} {count}"
                try:
                    answer = web.post("/api/chat/messages", json={"id": f"m{count}", "text": text}, headers=guest.headers)
                except httpx.TransportError:
                    return
                if answer.status_code == 202:
                    self._acknowledged[n].append(text)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_shop_stops_when_it_is_told_to(place: ShopFolder, how: signal.Signals) -> None:
    with place.open() as shop:
        code, _ = shop.stop(how)

    assert code == 0


def test_a_shop_killed_between_storing_and_working_answers_once_after_the_next_start(place: ShopFolder) -> None:
    with place.open() as shop:
        guest = shop.buyer()
        guest.say(shop, "m1", FELL)
        shop.stop(signal.SIGKILL)
    # What a kill leaves behind when it strikes between the two: stored, acknowledged, not worked.
    with sqlite3.connect(place.folder / "shop.db") as database:
        database.execute(
            "insert into inbox (channel, external_id, buyer_id, payload, received_at, state, attempts, error) "
            "select channel, buyer_id || ':m2', buyer_id, ?, received_at, 'new', 0, '' from inbox",
            (json.dumps({"text": "WL-2026-0063", "id": "m2"}),),
        )
    database.close()

    with place.open() as again:
        until(lambda: buyers_lines(guest.lines(again)) == [FELL, "WL-2026-0063"])
        once = guest.lines(again)
        again.stop(signal.SIGKILL)
    with place.open() as third:
        assert guest.lines(third) == once

    assert [line["from"] for line in once[-2:]] == ["buyer", "bot"]
    assert [line["n"] for line in once] == list(range(1, len(once) + 1))


def test_a_shop_killed_in_the_middle_of_much_work_answers_everything_once(place: ShopFolder) -> None:
    with place.open() as shop:
        guests = [shop.buyer() for _ in range(3)]
        flood = Flood(place, guests)
        until(lambda: flood.stored() >= 20)
        shop.stop(signal.SIGKILL)
        kept = flood.end()

    with place.open() as again:
        until(lambda: rows(place, "select count(*) from inbox where state = 'new'") == [(0,)])
        said = [buyers_lines(guest.lines(again)) for guest in guests]

    assert all(set(kept[n]) <= set(texts) for n, texts in enumerate(said))
    assert all(len(texts) == len(set(texts)) for texts in said)


def test_a_message_sent_again_to_the_next_process_is_the_same_message(place: ShopFolder) -> None:
    with place.open() as shop:
        guest = shop.buyer()
        guest.say(shop, "m1", FELL)
        shop.stop(signal.SIGKILL)
    with place.open() as again:
        assert guest.send(again, "m1", FELL) == 202
        guest.say(again, "m2", "WL-2026-0063")

        assert buyers_lines(guest.lines(again)) == [FELL, "WL-2026-0063"]


def test_a_sample_shop_killed_at_its_first_start_is_whole_after_the_second(place: ShopFolder) -> None:
    with place.start("run") as process:
        until(lambda: (place.folder / "shop.db").exists())
        process.kill()

    with place.open() as shop:
        sample = shop.web.get("/api/chat", headers=shop.buyer().headers).json()["sample"]

    assert len(sample["orders"]) == 12


def test_a_taken_port_is_one_sentence(place: ShopFolder) -> None:
    with place.open():
        second = ShopFolder(place.folder, place.port)
        with second.start("run") as process:
            code = process.wait(PATIENCE)

    said = [line for line in place.complained("run").splitlines() if "cannot be opened" in line]
    assert code == 1
    assert said == [
        f"127.0.0.1:{place.port} cannot be opened (Address already in use). "
        "Stop what uses it, or choose another port in [web] of a config.toml."
    ]
    assert "Traceback" not in place.complained("run")


@pytest.fixture
def shop(place: ShopFolder) -> Iterator[OpenShop]:
    with place.open() as shop:
        yield shop


def test_what_staff_write_on_the_command_line_reaches_an_open_page(shop: OpenShop, place: ShopFolder) -> None:
    guest = shop.buyer()
    before = len(guest.say(shop, "m1", "I want to talk to a person"))
    page = Stream(place, guest)
    until(lambda: len(page.heard) == before)

    assert place.do("reply", "1", "Hello, this is Mei.")[0] == 0
    written = time.monotonic()
    until(lambda: len(page.heard) > before)

    heard_at, line = page.heard[-1]
    assert (line["from"], line["author"], line["text"]) == ("person", "Mei", "Hello, this is Mei.")
    assert heard_at - written < 1.5 * crowding()


def test_files_are_taken_in_beside_a_running_shop(shop: OpenShop, place: ShopFolder) -> None:
    header = "sku,variant,currency,price,seen_at,source\n"
    prices = [f"NEW-{n},,EUR,{n}.00,2026-02-10T08:00:00+01:00,catalogue\n" for n in range(1, 1001)]
    (place.folder / "prices.csv").write_text(header + "".join(prices), encoding="utf-8")
    guest = shop.buyer()

    with place.start("import", "prices.csv") as importing:
        spoken = guest.say(shop, "m1", FELL)
        code = importing.wait(PATIENCE)

    assert code == 0, place.complained("import")
    assert place.said("import") == "prices.csv (own prices): 1000 new, 0 updated, 0 unchanged, 0 refusals.\n"
    assert len(spoken) > 1


@pytest.mark.parametrize("as_json", [True, False])
def test_the_log_says_that_someone_waits_and_holds_nothing_of_the_buyer(tmp_path: Path, as_json: bool) -> None:
    place = ShopFolder.at(tmp_path, f'[log]\nlevel = "debug"\njson = {str(as_json).lower()}\n')
    words = [f"{FELL}!", "WL-2026-0063", "ana.garcia@example.com", "yes", "I want to talk to a person, please", "28013"]

    with place.open() as shop:
        guest = shop.buyer()
        stream = Stream(place, guest)
        for n, text in enumerate(words[:-1]):
            guest.say(shop, f"m{n}", text)
        guest.send(shop, "\x00" + words[0], words[0])
        guest.send(shop, "last", words[-1])
        until(lambda: words[-1] in buyers_lines(guest.lines(shop)))
        token = guest.headers["Authorization"].removeprefix("Bearer ")
        shop.stop()
        stream.join(PATIENCE)

    log = place.complained("run")
    assert "a case waits for a person" in log
    assert [word for word in [*words[:3], *words[4:], token, "canvas", "ana.garcia"] if word in log] == []
    if as_json:
        entries = [json.loads(line) for line in log.splitlines()]
        assert [one["case"] for one in entries if one["event"] == "a case waits for a person"] == [1]


def test_what_cannot_be_worked_is_logged_without_its_words_and_holds_nobody_up(tmp_path: Path) -> None:
    place = ShopFolder.at(tmp_path, "[log]\njson = true\n")
    secret = "ana.secret@example.com"

    with place.open() as shop:
        guest = shop.buyer()
        with sqlite3.connect(place.folder / "shop.db") as database:
            database.execute(
                "insert into inbox (channel, external_id, buyer_id, payload, received_at, state, attempts, error) "
                "select 'page', '1:broken', id, ?, created_at, 'new', 0, '' from buyer",
                (f'{{"text": 7, "id": "{secret}"}}',),
            )
        database.close()
        guest.say(shop, "m1", FELL)
        shop.stop()

    entries = [json.loads(line) for line in place.complained("run").splitlines()]
    assert [one["attempt"] for one in entries if one["event"] == "entry failed"] == [1, 2, 3]
    assert secret not in place.complained("run")


def test_what_a_library_has_to_say_is_logged_without_the_words_of_its_errors() -> None:
    spoken = """
import logging
from bot.log import write_as
from bot.settings import Log
write_as(Log(json=True))
try:
    raise ValueError("ana.secret@example.com")
except ValueError:
    logging.getLogger("somebody").exception("it broke")
logging.getLogger("somebody").info("chatter")
"""
    done = subprocess.run([sys.executable, "-c", spoken], capture_output=True, text=True, check=True)

    entry = json.loads(done.stderr)
    assert (entry["event"], entry["level"], entry["error"]) == ("it broke", "error", "ValueError")
    assert entry["at"] == ["<string>:7 <module>"]
    assert "secret" not in done.stderr


def test_whoever_stops_reading_gets_no_traceback(place: ShopFolder) -> None:
    process = place.start("cases", out=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()

    assert process.wait(PATIENCE) == 0
    assert place.complained("cases") == ""
