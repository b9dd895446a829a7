"""Faults of the ladder: each names its rung and its line, and what to do."""

import pytest

from bot.remedy.policy_reading import SHIPPED, PolicyError, read_policy

ABOVE = SHIPPED.read_text(encoding="utf-8").partition("[[ladder]]\n")[0]
LINE = ABOVE.count("\n") + 1
"""Where the first rung begins."""

LATE = 'name = "late"\ncauses = ["late_delivery"]\n'


def faults(*rungs: str) -> tuple[str, ...]:
    with pytest.raises(PolicyError) as refused:
        read_policy(ABOVE + "".join(f"[[ladder]]\n{rung}" for rung in rungs))
    return refused.value.faults


def rung(name: str, rows: str = "", causes: str = '["damaged"]', offer: str = '["coupon 5 %"]') -> str:
    return f'name = "{name}"\ncauses = {causes}\n{rows}offer = {offer}\n'


@pytest.mark.parametrize(
    ("written", "line", "fault"),
    [
        (LATE + 'offer = ["refnud 5 %"]\n', 3, 'offer = "refnud 5 %" is nothing that can be given; did you mean refund?'),
        (LATE + 'offer = ["refund 150 %"]\n', 3,
         'offer = "refund 150 %" must be more than 0 and at most 100 percent; to give nothing, write on = false.'),
        (LATE + 'offer = ["gift", "gift"]\n', 3, "offer gives gift twice in one remedy; write one of them."),
        (LATE + 'offer = ["gift"]\nor = [["apology", "refund"]]\n', 4,
         'or = "refund" cannot be read; write it like "refund 15 %".'),
        (LATE + 'offer = ["gift"]\nor = ["apology"]\n', 4, 'or must be a list of lists, like [["coupon 15 %"]].'),
        (LATE + "offer = []\n", 3, 'offer must be a list of texts in quotes, like ["one", "two"].'),
        (LATE, 0, 'offer is missing; write one like ["refund 10 %"], or person = true.'),
        (LATE + 'person = true\noffer = ["gift"]\n', 3, "person = true leaves all to a person; take out the offer, or this."),
        (LATE + 'days_past = [20, 8]\noffer = ["gift"]\n', 3,
         "days_past must be the first day and the last, like [8, 20], or the first alone, like [21]."),
        (LATE + 'photo = false\noffer = ["gift"]\n', 3, "photo = false asks for nothing; leave it out."),
        (LATE + 'photo = "yes"\noffer = ["gift"]\n', 3, "photo must be true or false, without quotes."),
        (LATE + 'severity = ["cosmic"]\noffer = ["gift"]\n', 3, "severity = cosmic is not known; did you mean cosmetic?"),
        (LATE + 'margin_below = 120\noffer = ["gift"]\n', 3,
         "margin_below = 120 must be a number from 0 to 100, without quotes."),
        (LATE + 'margin_at_least = 30\nmargin_below = 30\noffer = ["gift"]\n', 4,
         "margin_below = 30 must be more than margin_at_least, which is 30: nothing is between them."),
        (LATE + 'supplier = "Lin Shoes"\noffer = ["gift"]\n', 3,
         'supplier must be a list of texts in quotes, like ["one", "two"].'),
        (LATE + 'supplier = ["Lin Shoes", " "]\noffer = ["gift"]\n', 3,
         "supplier must name them; what nobody supplied cannot be told from what nobody knows of."),
        (LATE + 'days_passed = [1, 2]\noffer = ["gift"]\n', 3, "days_passed is not known here. Did you mean days_past?"),
    ],
)  # fmt: skip
def test_a_fault_of_a_rung_names_the_rung_the_line_and_what_to_do(written: str, line: int, fault: str) -> None:
    assert fault in "\n".join(faults(written))
    assert faults(written)[0] == f"Line {LINE + line}: [[ladder]] late {fault}"


def test_a_cause_nobody_knows_is_told_with_the_likeliest() -> None:
    assert faults(rung("late", causes='["late_delivry"]')) == (
        f"Line {LINE + 2}: [[ladder]] late causes = late_delivry is not known; did you mean late_delivery?",
    )


def test_safety_has_no_ladder() -> None:
    assert faults(rung("burnt", causes='["safety"]')) == (
        f"Line {LINE + 2}: [[ladder]] burnt causes = safety has no ladder: it is answered, or goes to a person at once. "
        "Take it out.",
    )


def test_a_rung_without_a_name_is_told_by_its_number() -> None:
    assert faults('causes = ["damaged"]\noffer = ["gift"]\n') == (
        f"Line {LINE}: [[ladder]] 1 name must be there, as text in quotes.",
    )


def test_all_faults_of_the_ladder_are_named_at_once() -> None:
    assert len(faults(rung("one", offer='["gold"]'), rung("two", "photo = 1\n"), rung("three", causes='["x"]'))) == 3


def test_a_name_is_given_once() -> None:
    assert faults(rung("one", "photo = true\n"), rung("one")) == (
        f"Line {LINE + 5}: [[ladder]] one has the name of the rung on line {LINE}; give it another.",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "photo = true\n"),
        ("days_past = [1, 20]\n", "days_past = [5, 9]\n"),
        ("days_past = [8]\n", "days_past = [21]\n"),
        ('severity = ["cosmetic", "packaging"]\n', 'severity = ["packaging"]\nphoto = true\n'),
        ("amount_up_to_eur = 50\n", "amount_up_to_eur = 20\n"),
        ('level = ["silver", "gold"]\n', 'level = ["gold"]\n'),
        ("", "not_there = true\n"),
        ("margin_at_least = 20\n", "margin_at_least = 40\n"),
        ("margin_below = 40\n", "margin_at_least = 10\nmargin_below = 20\n"),
        ("", "margin_at_least = 20\n"),
        ('supplier = ["Rossi", "Lin Shoes"]\n', 'supplier = ["LIN SHOES"]\n'),
        ("", 'supplier = ["Rossi"]\n'),
    ],
)
def test_a_rung_that_is_never_reached_is_refused(first: str, second: str) -> None:
    found = faults(rung("wide", first), rung("narrow", second))

    assert any("narrow is never reached: wide before it leaves it nothing." in fault for fault in found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("photo = true\n", ""),
        ("days_past = [1, 7]\n", "days_past = [8, 20]\n"),
        ("days_past = [21]\n", "lost = true\n"),
        ("not_there = true\n", "lost = true\n"),
        ('severity = ["cosmetic"]\n', "photo = true\n"),
        ("value_up_to_eur = 20\n", "value_up_to_eur = 50\n"),
        ("confirmed = true\n", "within_withdrawal = true\n"),
        ("margin_at_least = 40\n", "margin_at_least = 20\n"),
        ("margin_below = 20\n", "margin_at_least = 20\n"),
        ("margin_at_least = 0\n", ""),  # of what nobody knows the cost, the second decides
        ("margin_below = 20\n", "margin_below = 40\n"),
        ('supplier = ["Rossi"]\n', 'supplier = ["Rossi", "Lin Shoes"]\n'),
        ('supplier = ["Rossi"]\n', ""),
        ("on = false\n", ""),
    ],
)
def test_a_rung_that_can_be_reached_is_taken(first: str, second: str) -> None:
    policy = read_policy(ABOVE + "".join(f"[[ladder]]\n{one}" for one in (rung("first", first), rung("second", second))))

    assert [one.name for one in policy.ladder] == ["first", "second"]


def test_days_that_belong_to_two_rungs_are_refused() -> None:
    assert faults(rung("early", "days_past = [1, 9]\n"), rung("late", "days_past = [8, 20]\n")) == (
        f"Line {LINE + 5}: [[ladder]] late and early both hold for days 8 to 9; give each its own days_past.",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("margin_below = 30\n", "margin_at_least = 20\n"),
        ("margin_at_least = 20\n", "margin_below = 30\n"),
        ("margin_at_least = 10\nmargin_below = 30\n", "margin_at_least = 20\nmargin_below = 50\n"),
    ],
)
def test_margins_that_belong_to_two_rungs_are_refused(first: str, second: str) -> None:
    assert faults(rung("one", first), rung("two", second)) == (
        f"Line {LINE + 4 + first.count(chr(10))}: [[ladder]] two and one both hold for margins from 20 to below 30; "
        "give each its own.",
    )


def test_margins_of_rungs_that_differ_in_more_may_overlap() -> None:
    alike = rung("one", "margin_below = 30\n"), rung("two", "margin_at_least = 20\nphoto = true\n")

    assert len(read_policy(ABOVE + "".join(f"[[ladder]]\n{one}" for one in alike)).ladder) == 2


def test_a_higher_level_that_gets_less_is_refused() -> None:
    gold = rung("gold", 'level = ["gold"]\n', offer='["coupon 4 %"]')

    assert faults(gold, rung("all")) == (
        f"Line {LINE + 5}: [[ladder]] all gives a lower level more than a higher one gets; a level may only add.",
    )


@pytest.mark.parametrize("offer", ['["points 40"]', '["coupon 9 %"]'])
def test_a_higher_level_that_gets_fewer_points_is_refused(offer: str) -> None:
    gold = rung("gold", 'level = ["gold"]\n', offer=offer)

    assert len(faults(gold, rung("all", offer='["points 50"]'))) == 1


def test_a_level_that_gets_nothing_where_a_lower_one_does_is_refused() -> None:
    assert len(faults(rung("silver", 'level = ["silver"]\n'))) == 1


def test_a_higher_level_that_gets_more_is_taken() -> None:
    gold = rung("gold", 'level = ["gold"]\n', offer='["coupon 6 %", "points 50"]')

    assert len(read_policy(f"{ABOVE}[[ladder]]\n{gold}[[ladder]]\n{rung('all')}").ladder) == 2
