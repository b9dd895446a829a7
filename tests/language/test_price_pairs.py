"""Two prices with one currency between them, and what only looks like a second one."""

import pytest

from bot.language.amounts import amounts_in
from bot.remedy.money import Money


def said(text: str, language: str) -> list[Money]:
    return [money for money, _ in amounts_in(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("pagué 45 y en la web está por 39 euros", "es", ["45 EUR", "39 EUR"]),
        ("45 gezahlt und nur 12,99 € zurück", "de", ["45 EUR", "12.99 EUR"]),
        ("付了145只退29块", "zh_Hans", ["145 CNY", "29 CNY"]),
        ("450 ye aldım şimdi 399,90 tl", "tr", ["450 TRY", "399.90 TRY"]),
        ("me devolvieron 30 de los 45 euros", "es", ["30 EUR", "45 EUR"]),
        ("was 34.99, now £29.99", "en", ["34.99 GBP", "29.99 GBP"]),
        ("caiu de 89 pra 72 reais", "pt_BR", ["89 BRL", "72 BRL"]),
    ],
)
def test_the_first_price_has_the_currency_of_the_second(text: str, language: str, amounts: list[str]) -> None:
    assert said(text, language) == [Money.of(*one.split()) for one in amounts]


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("на сайте 300 р а списали 350", "ru", ["300 RUB", "350 RUB"]),
        ("op de site 30 euro en 35 afgeschreven", "nl", ["30 EUR", "35 EUR"]),
        ("دفعت 145 ريال ورجعتوا 29 بس", "ar", ["145 SAR", "29 SAR"]),
        ("ha bajado de 39 euros a 32", "es", ["39 EUR", "32 EUR"]),
        ("€45 pagué, 39 ahora", "es", ["45 EUR", "39 EUR"]),
        ("io l'ho pagato 80 euro e mia sorella 55", "it", ["80 EUR", "55 EUR"]),
        ("400 грн мита плюс 125 пошта", "uk", ["400 UAH", "125 UAH"]),
        ("6 euro unterschied, 39,99 gegen 33,99", "de", ["6 EUR", "39.99 EUR", "33.99 EUR"]),
    ],
)
def test_the_second_price_has_the_currency_of_the_first(text: str, language: str, amounts: list[str]) -> None:
    assert said(text, language) == [Money.of(*one.split()) for one in amounts]


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("rebajado 10 euros, de 50 a 40", "es", ["10 EUR", "50 EUR", "40 EUR"]),
        ("fell from 39.90 to 32.90, so £7 please", "en", ["39.90 GBP", "32.90 GBP", "7 GBP"]),
        ("упала с 890 до 720, верните 170 руб", "ru", ["890 RUB", "720 RUB", "170 RUB"]),
        ("open from 9 to 17, 20 euros lost", "en", ["20 EUR"]),
        ("talla de 42 a 40, 20 euros", "es", ["20 EUR"]),
    ],
)
def test_a_price_that_fell_has_the_currency_of_what_is_claimed(text: str, language: str, amounts: list[str]) -> None:
    assert said(text, language) == [Money.of(*one.split()) for one in amounts]


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("talla 40 y pagué 39 euros", "es", "39 EUR"),
        ("pedí 12 y pagué 39 euros", "es", "39 EUR"),
        ("pagué 30 euros por 20 piezas", "es", "30 EUR"),
        ("20 euros a las 18", "es", "20 EUR"),
        ("kupiłam 14-go dwa kubki po 18,99zł", "pl", "18.99 PLN"),
        ("paid 20 dollars for size 39", "en", "20 USD"),
        ("I paid 20 dollars and waited 15 days", "en", "20 USD"),
    ],
)
def test_what_is_counted_measured_or_dated_is_no_second_price(text: str, language: str, amount: str) -> None:
    assert said(text, language) == [Money.of(*amount.split())]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("pagué 1200 MXN y decía 999 pesos", ["1200 MXN", "999 MXN"]),
        ("999 pesos, soy de México", ["999 MXN"]),
        ("pagué 899 pesos en México, hoy $749", ["899 MXN", "749 MXN"]),
        ("999 pesos", []),
        ("$20 no son pesos", ["20 USD"]),
        ("999 pesos, de Chile a Colombia", []),
    ],
)
def test_a_peso_is_that_of_the_country_a_message_speaks_of(text: str, amounts: list[str]) -> None:
    assert said(text, "es") == [Money.of(*one.split()) for one in amounts]
