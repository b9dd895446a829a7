"""What is written as an amount and is none."""

import pytest

from bot.language.amounts import amounts_in
from bot.remedy.money import Money


def said(text: str, language: str) -> list[Money]:
    return [money for money, _ in amounts_in(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("taille 39 €", "fr"),
        ("c'est la 2e !", "fr"),
        ("à 2 euros près", "fr"),
        ("deux cents grammes", "fr"),
        ("2 balles de tennis", "fr"),
        ("pas un euro de plus", "fr"),
        ("a few hundred euros", "en"),
        ("3 pounds heavier", "en"),
        ("几百块钱", "zh_Hans"),
        ("拼图差一块", "zh_Hans"),
        ("5 रुमाल", "hi"),
        ("5 שחורים", "he"),
        ("5 원피스", "ko"),
        ("30 phan tram", "vi"),
        ("Hülle fürs 14er", "de"),
        ("apt 412, 3e", "fr"),
        ("grubość 12 gr a miało być 20 gr", "pl"),
        ("第2块电池坏", "zh_Hans"),
        ("来了3块布", "zh_Hans"),
        ("washed at 40 c", "en"),
        ("taille 3e", "fr"),
        ("é um real problema", "pt_BR"),
        ("3 р подряд писал", "ru"),
        ("2불량 3정상", "ko"),
    ],
)
def test_what_stands_beside_it_says_that_it_is_no_price(text: str, language: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "amount", "currency"),
    [
        ("ça coûte 15e.", "fr", "15", "EUR"),
        ("20 balles", "fr", "20", "EUR"),
        ("deux cents euros", "fr", "200", "EUR"),
        ("two hundred euros", "en", "200", "EUR"),
        ("邮费八块", "zh_Hans", "8", "CNY"),
        ("五十九块九毛九", "zh_Hans", "59.99", "CNY"),
        ("39'90 €", "es", "39.90", "EUR"),
        ("五十来块钱", "zh_Hans", "50", "CNY"),
        ("3k5", "vi", "3500", "VND"),
        ("2 mil 300 euros", "es", "2300", "EUR"),
        ("rs 500/-", "hi", "500", "INR"),
        ("חמישה עשר שקל וחצי", "he", "15.50", "ILS"),
    ],
)
def test_what_is_written_alike_and_is_a_price_stays_one(text: str, language: str, amount: str, currency: str) -> None:
    assert said(text, language) == [Money.of(amount, currency)]


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("20 euros and 30 dollars", "en", ["20 EUR", "30 USD"]),
        ("1299 pesos mexicanos y 20 dólares", "es", ["1299 MXN", "20 USD"]),
        ("me costó 59 y ahora vale 49 euros", "es", ["59 EUR", "49 EUR"]),
        ("paguei R$ 189 e agora tá 129", "pt_BR", ["189 BRL", "129 BRL"]),
        ("45€ statt 35", "de", ["45 EUR", "35 EUR"]),
        ("20 € um 17.30 Uhr", "de", ["20 EUR"]),
        ("20 dollars and 15 for shipping", "en", ["20 USD", "15 USD"]),
        ("从59降到49块", "zh_Hans", ["59 CNY", "49 CNY"]),
    ],
)
def test_two_amounts_are_two(text: str, language: str, amounts: list[str]) -> None:
    assert said(text, language) == [Money.of(*one.split()) for one in amounts]
