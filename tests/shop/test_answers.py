"""The owner's short answers: reading them, finding the right one, and reading them again when they change."""

import json
import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.config import faults_of
from bot.language.likeness import likeness
from bot.shop.answers import ALIKE, AnswersError, Shelf, ShortAnswer, read_answers
from bot.shop.answers_file import AnswersFile
from bot.shop.sample import SAMPLE_ANSWERS

SAMPLE = Shelf(read_answers(SAMPLE_ANSWERS.read_text(encoding="utf-8")))
DATA = Path(__file__).parents[1] / "language" / "data"
HOURS = '[[answer]]\nname = "hours"\nquestions = ["When are you open?"]\ntext.en = "From nine."\n'


def test_an_answer_is_read_with_its_languages_in_their_order() -> None:
    read = read_answers('[[answer]]\nname = "a"\nquestions = ["b?"]\ntext.zh_Hans = "丙"\ntext.en = "c"\n')

    assert read == (ShortAnswer("a", ("b?",), (("zh_Hans", "丙"), ("en", "c"))),)
    assert (read[0].own, read[0].text_in("en"), read[0].text_in("es")) == ("丙", "c", "")


def test_every_fault_is_said_at_once_with_its_line() -> None:
    text = (
        '# mine\n[[answer]]\nname = ""\nquestions = []\ntext.xx_YY_zz = "c"\n\n'
        '[[answer]]\nname = "a"\nquestion = "b?"\nquestions = ["b?"]\ntext.en = 3\n'
    )

    with pytest.raises(AnswersError) as error:
        read_answers(text)

    assert error.value.faults == (
        'Line 2: name is missing; write one to know it by, like name = "opening hours".',
        'Line 2: questions is missing; write what buyers ask, like questions = ["When are you open?"].',
        "Line 2: text.xx_YY_zz names no language; write it like text.en or text.pt_BR.",
        "Line 7: question is not known here; an answer has a name, questions and text.",
        "Line 7: text.en must be a text of at most 600 characters.",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("answer = 1\n", "Write [[answer]] in two pairs of brackets: there may be many."),
        ("[[anwser]]\nname = 'a'\n", "There is no such thing as anwser; write each answer under [[answer]]."),
        (HOURS + HOURS, 'Line 5: there is a second answer named "hours"; give one of them another name.'),
        ("[[answer]\n", "The answers are not written in TOML: "),
        ('[[answer]]\nname = "a"\nquestions = ["b?"]\n', "Line 1: text is missing; "),
    ],
)
def test_a_slip_is_said_with_what_to_do(text: str, fault: str) -> None:
    with pytest.raises(AnswersError) as error:
        read_answers(text)

    assert error.value.faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("language", "question", "name"),
    [
        ("en", "what are your opening hours", "opening hours"),
        ("en", "hi, which payment methods do you take?", "ways to pay"),
        ("en", "what's the return policy", "returns"),
        ("es", "hola, cuál es su horario", "opening hours"),
        ("es", "¿hacen envíos a Chile?", "shipping countries"),
        ("es", "¿puedo pagar con tarjeta de crédito?", "ways to pay"),
        ("zh_Hans", "你们支持什么付款方式", "ways to pay"),
        ("zh_Hans", "请问营业时间", "opening hours"),
        ("zh_Hans", "尺码应该怎么选", "sizes"),
    ],
)
def test_a_question_finds_its_answer_though_it_is_put_in_other_words(language: str, question: str, name: str) -> None:
    found = SAMPLE.find(question, language)

    assert found
    assert found.name == name


def test_of_eight_hundred_messages_of_buyers_hardly_one_is_answered_beside_the_point() -> None:
    beside = {"price_drop", "late_delivery", "damaged", "missing_item", "bad_service", "customs_fee", "spam_abuse"}
    told = [
        (language, json.loads(row))
        for language in ("en", "es", "zh_Hans")
        for kind in ("causes", "tuning", "unseen")
        for row in (DATA / f"{kind}_{language}.jsonl").read_text("utf-8").splitlines()
    ]

    wrong = [row["text"] for language, row in told if row["label"] in beside and SAMPLE.find(row["text"], language)]

    assert len(told) > 800
    assert wrong == []


def test_an_empty_shelf_and_an_empty_question_find_nothing() -> None:
    assert Shelf().find("when are you open?", "en") is None
    assert SAMPLE.find("", "en") is None


def test_what_is_only_half_alike_is_not_answered() -> None:
    question = "paypal took the payment and I have no order"

    assert max(likeness(question, one, "en") for answer in SAMPLE.answers for one in answer.questions) < ALIKE
    assert SAMPLE.find(question, "en") is None


async def test_a_changed_file_is_read_again_by_a_shop_that_is_open(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(HOURS)
    file = AnswersFile(path)

    path.write_text(HOURS.replace("nine", "ten o'clock"))
    read = await file.look()
    again = await file.look()

    assert (read, again) == (1, 0)
    assert file.shelf.answers[0].own == "From ten o'clock."


async def test_a_change_with_faults_leaves_the_answers_as_they_were_and_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(HOURS)
    file = AnswersFile(path)

    path.write_text("[[answer]]\n")
    with capture_logs() as logs:
        await file.look()

    assert file.shelf.answers[0].own == "From nine."
    assert [entry["log_level"] for entry in logs] == ["warning"]


async def test_a_file_that_is_away_for_a_moment_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(HOURS)
    file = AnswersFile(path)

    os.remove(path)

    assert await file.look() == 0
    assert file.shelf.answers[0].name == "hours"


def test_the_check_of_the_settings_says_the_faults_of_the_answers_with_their_line(tmp_path: Path) -> None:
    answers, config = tmp_path / "answers.toml", tmp_path / "config.toml"
    answers.write_text('\n[[answer]]\nname = "a"\nquestions = ["b?"]\n')
    config.write_text(f'[answers]\nfile = "{answers}"\n')

    assert faults_of(config, {}) == [
        f'answers.file = "{answers}": these answers have faults. Line 2: text is missing; write it by language, like '
        'text.en = "From 9:00 to 18:00.", your own language first.'
    ]


def test_answers_that_are_not_there_are_said_so(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[answers]\nfile = "nowhere.toml"\n')

    assert faults_of(config, {}) == [
        'answers.file = "nowhere.toml": there is no such file to read; paths start from the folder the bot is started in.'
    ]
