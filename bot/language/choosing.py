"""A choice made in words instead of by its button: how bad it is, what is missing. In doubt it is none."""

from collections.abc import Mapping

from bot.language.answers import longest
from bot.language.catalogue import text_of
from bot.language.lexicon import lexicon_of
from bot.language.line import Line
from bot.language.script_causes import BUTTON_A_PART, BUTTON_DAMAGED, BUTTON_DIFFERENT, BUTTON_WHOLE_ARTICLE
from bot.language.tokens import tokens_of
from bot.language.turns import sayings_of
from bot.language.words import Choices
from bot.terms import Missing, Severity

_LABELS: Mapping[Choices, tuple[tuple[str, Line], ...]] = {
    Choices.SEVERITIES: (*BUTTON_DAMAGED.items(), *BUTTON_DIFFERENT.items()),
    Choices.MISSING: ((Missing.ARTICLE, BUTTON_WHOLE_ARTICLE), (Missing.PART, BUTTON_A_PART)),
}
# Of two things said at once the worse counts: a broken lamp in a crushed box is a broken lamp.
_WORST_FIRST = (Severity.UNUSABLE, Severity.DIFFERS, Severity.COSMETIC, Severity.PACKAGING)


# A part that is not named yet, in whatever language: which one is still to be told.
_A_PART = sayings_of(
    said
    for of_a_kind in (
        "part|parts|piece|pieces|component|accessory|teil|teile|stück|zubehör|pieza|piezas|parte|partes|accesorio|pièce|"
        "pièces|partie|morceau|accessoire|peça|peças|acessório|pezzo|pezzi|parti|accessorio|деталь|часть|детали|частина|"
        "частини|część|części|element|onderdeel|deel|stuk|onderdelen|parça|parçası|aksesuar|جزء|قطعة|חלק|हिस्सा|पार्ट|भाग|"
        "bagian|komponen|aksesoris|phần|bộ phận|phụ kiện|ชิ้นส่วน|บางส่วน|部分|零件|配件|部品|一部|パーツ|付属品|부품|"
        "부속|부속품|일부",
    )
    for said in of_a_kind.split("|")
)
_A_FEW = 4.0  # words: "only a part, please" names none


def names_no_part(text: str) -> bool:
    """Whether a reply says that a part is missing, and hardly more."""
    tokens = tokens_of(text)
    return tokens.length() <= _A_FEW and any(_A_PART.size_at(tokens, place) for place in range(len(tokens.words)))


def chosen_in(text: str, language: str, among: Choices) -> str | None:
    """The choice that a reply makes: by the label of its button, or by the words of the language; else None."""
    tokens = tokens_of(text)
    for name, line in _LABELS[among]:
        if tokens.words and tokens.words == tokens_of(text_of(line, language)).words:
            return name
    known = lexicon_of(language)
    if known is None or not known.choices[among]:
        return None
    phrases, negations = known.choices[among], known.negations
    words = phrases.settle(tokens)
    told = longest(phrases.find(tokens))
    if any(negations.before_in(tokens, words, one.start, [one.start - 1]) for one in told):
        return None
    named = {one.meaning for one in told}
    if among is Choices.SEVERITIES:
        return next((severity for severity in _WORST_FIRST if severity in named), None)
    return named.pop() if len(named) == 1 else None
