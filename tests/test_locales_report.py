"""How far the languages have come, as it is printed."""

import json

from bot.language.standing import Standing
from bot.locales_report import as_record, as_text

ENGLISH = Standing("en", 400, 0, 0, {"answers": 300, "causes": 1200}, {"not_as_described": 65, "human": 64}, 54)
SWEDISH = Standing("sv", 359, 1, 40, {"answers": 2, "causes": 0}, {"not_as_described": 0, "human": 7}, None)


def test_a_language_is_a_line_and_a_number_stands_below_its_name() -> None:
    assert as_text([ENGLISH, SWEDISH]).splitlines() == [
        "language  offered   said  lines  fuzzy  empty  answers  causes  examples  stories",
        "en            yes  100 %    400      0      0      300    1200       129       54",
        "sv             no   89 %    359      1     40        2       0         7        -",
        "",
        "A language is offered to buyers once 90 % of its lines are said; what is left is said in English.",
        "",
        "Examples of each cause:",
        "             not_as",
        "language  described  human",
        "en               65     64",
        "sv                0      7",
    ]


def test_without_a_language_there_is_nothing_to_count() -> None:
    assert as_text([]) == "There is no language to count."


def test_a_program_reads_the_same() -> None:
    read = json.loads(json.dumps(as_record([SWEDISH])))

    assert read == [
        {
            "language": "sv",
            "said": 359,
            "fuzzy": 1,
            "empty": 40,
            "lines": 400,
            "offered": False,
            "phrases": {"answers": 2, "causes": 0},
            "examples": {"not_as_described": 0, "human": 7},
            "stories": None,
        }
    ]
