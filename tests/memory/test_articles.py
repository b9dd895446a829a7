"""What articles cost and who supplies them: the same on both databases."""

from collections.abc import Callable
from dataclasses import replace

from bot.memory.shop import Tally
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.importing import ReadFile, land, parts, read_file, reported

SHOE = Article("SHOE", "Blue", Money(1950, "USD"), "Lin Shoes")
LAMP = Article("LAMP", "", None, "Rossi")
BUDS = Article("BUDS", "", Money(0, "EUR"), "")


def put(*articles: Article) -> Callable[[Unit], Tally]:
    return lambda unit: unit.shop.put_articles(articles)


def taken_in(part: ReadFile) -> Callable[[Unit], Tally]:
    return lambda unit: land(unit.shop, part)


def test_what_is_told_of_articles_is_kept_as_it_was_told(memory: Memory) -> None:
    told = memory.write_now(put(SHOE, LAMP, BUDS))

    assert told == Tally(new=3)
    assert memory.write_now(lambda unit: unit.shop.articles_of(["BUDS", "LAMP", "SHOE", "NONE"])) == (SHOE, LAMP, BUDS)


def test_only_what_is_asked_for_is_read(memory: Memory) -> None:
    memory.write_now(put(SHOE, LAMP))

    assert memory.write_now(lambda unit: unit.shop.articles_of(["LAMP"])) == (LAMP,)
    assert memory.write_now(lambda unit: unit.shop.articles_of([])) == ()


def test_what_is_told_again_replaces_what_was_told_also_by_nothing(memory: Memory) -> None:
    unknown = replace(SHOE, unit_cost=None, supplier="")

    tallies = [memory.write_now(put(article)) for article in (SHOE, SHOE, unknown)]

    assert tallies == [Tally(new=1), Tally(unchanged=1), Tally(updated=1)]
    assert memory.write_now(lambda unit: unit.shop.articles_of(["SHOE"])) == (unknown,)


def test_a_file_of_articles_lands_once(memory: Memory) -> None:
    read = read_file("costs.csv", b"sku,variant,unit_cost,currency,supplier\nSHOE,Blue,19.50,USD,Lin Shoes\nLAMP,,,,Rossi\n")

    reports = [reported(read, [memory.write_now(taken_in(part)) for part in parts(read)]) for _ in range(2)]

    assert [(one.format, one.new, one.unchanged, one.refused) for one in reports] == [
        ("own_articles", 2, 0, ()),
        ("own_articles", 0, 2, ()),
    ]
    assert (read.facts, read.rows) == (2, 2)
    assert memory.write_now(lambda unit: unit.shop.articles_of(["SHOE", "LAMP"])) == (SHOE, LAMP)
