import io

from bot.commands.bar import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_grows_with_the_rows() -> None:
    screen = Terminal()

    Bar("orders.csv", 20_000, screen).show(5_000)

    assert screen.getvalue() == "\rorders.csv  [#######                       ]  5,000 of 20,000 rows"


def test_the_bar_is_wiped_away_when_all_is_done() -> None:
    screen = Terminal()
    drawn = "orders.csv  [##############################]  200 of 200 rows"

    Bar("orders.csv", 200, screen).show(200)

    assert screen.getvalue() == "\r" + " " * len(drawn) + "\r"


def test_where_nobody_watches_nothing_is_drawn() -> None:
    pipe = io.StringIO()

    Bar("orders.csv", 200, pipe).show(100)

    assert pipe.getvalue() == ""


def test_the_name_of_a_file_cannot_disturb_the_terminal() -> None:
    screen = Terminal()

    Bar("\x1b[2Jorders\n.csv", 200, screen).show(0)

    assert screen.getvalue().startswith("\r?[2Jorders?.csv  [")
