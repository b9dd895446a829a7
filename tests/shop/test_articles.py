import pytest

from bot.remedy.money import Money
from bot.shop.articles import Article, article_of, supplier_of
from tests.remedy.claims import line

BLUE = line(sku="SHOE", variant="Blue")
RED = line(sku="SHOE", variant="Red")
LAMP = line(sku="LAMP", variant="")
OF_ALL = Article("SHOE", "", Money(2000, "EUR"), "Lin Shoes")
OF_RED = Article("SHOE", "Red", Money(2200, "EUR"), "Rossi")
OF_LAMP = Article("LAMP", "", None, " lin  SHOES")


def test_a_variant_that_is_told_of_by_itself_is_known_by_that() -> None:
    assert article_of(RED, [OF_ALL, OF_RED]) == OF_RED


def test_what_is_said_of_an_article_holds_for_the_variants_nothing_else_is_said_of() -> None:
    assert article_of(BLUE, [OF_ALL, OF_RED]) == OF_ALL


@pytest.mark.parametrize("articles", [[], [OF_RED], [OF_LAMP]], ids=["nothing", "another variant", "another article"])
def test_what_nobody_told_of_is_not_known(articles: list[Article]) -> None:
    assert article_of(BLUE, articles) is None


def test_one_supplier_of_all_lines_is_told_as_first_spelt() -> None:
    assert supplier_of([BLUE, LAMP], [OF_ALL, OF_LAMP]) == "Lin Shoes"


@pytest.mark.parametrize(
    ("lines", "articles"),
    [
        ([BLUE, RED], [OF_ALL, OF_RED]),
        ([BLUE, LAMP], [OF_ALL]),
        ([BLUE], [Article("SHOE", "", Money(2000, "EUR"), "")]),
        ([], [OF_ALL]),
    ],
    ids=["several", "one of them unknown", "not said", "no lines"],
)
def test_where_no_one_supplier_is_known_none_is_told(lines: list[object], articles: list[Article]) -> None:
    assert supplier_of(lines, articles) == ""  # type: ignore[arg-type]
