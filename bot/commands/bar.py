"""A bar that grows while a long command works, for whoever watches it on a terminal."""

from dataclasses import dataclass
from typing import TextIO

WIDTH = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a file has come. Where nobody watches, as in a pipe or a log, nothing is drawn."""

    what: str
    whole: int
    screen: TextIO

    def show(self, done: int) -> None:
        """Draw the bar over the one before; when all is done, wipe it away."""
        if not self.screen.isatty():
            return
        filled = WIDTH * done // self.whole
        drawn = f"{self.what}  [{'#' * filled}{' ' * (WIDTH - filled)}]  {done:,} of {self.whole:,} rows"
        # an escape sequence in the name of a file must not reach the terminal
        shown = "".join(character if character.isprintable() else "?" for character in drawn)
        self.screen.write("\r" + (" " * len(shown) + "\r" if done >= self.whole else shown))
        self.screen.flush()
