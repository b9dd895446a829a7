"""Keys of programs: told once, known by their hash alone, and worth nothing once withdrawn."""

from bot.memory.keys import ApiKey
from bot.memory.store import Memory
from tests.memory.people import AT


def added(memory: Memory, name: str = "the desk") -> str:
    return memory.write_now(lambda unit: unit.keys.add(name, AT))


def test_a_key_says_whose_it_is(memory: Memory) -> None:
    key = added(memory)

    assert memory.write_now(lambda unit: unit.keys.name_of(key)) == "the desk"
    assert memory.write_now(lambda unit: unit.keys.name_of(key + "x")) is None
    assert memory.write_now(lambda unit: unit.keys.name_of("\ud800")) is None


def test_every_key_is_another(memory: Memory) -> None:
    assert len({added(memory) for _ in range(5)}) == 5


def test_a_withdrawn_key_opens_nothing_and_is_withdrawn_once(memory: Memory) -> None:
    key, other = added(memory), added(memory, "the wallboard")

    withdrawn = [memory.write_now(lambda unit: unit.keys.withdraw(1, AT)) for _ in range(2)]

    assert withdrawn == [True, False]
    assert memory.write_now(lambda unit: (unit.keys.name_of(key), unit.keys.name_of(other))) == (None, "the wallboard")
    assert memory.write_now(lambda unit: unit.keys.all()) == [
        ApiKey(1, "the desk", AT, AT),
        ApiKey(2, "the wallboard", AT, None),
    ]
