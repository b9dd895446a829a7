"""The most frequent words of a language, from wordfreq's small lists: they come with the package, and are read on first use."""

from functools import cache

from wordfreq import available_languages, cB_to_freq, read_cBpack

_KEPT = 3_000
_NAMED_OTHERWISE = {"pt_BR": "pt", "zh_Hans": "zh", "zh_Hant": "zh"}


@cache
def frequent_words(language: str) -> tuple[tuple[str, float], ...]:
    """About three thousand words, most frequent first, each with its share of all words said; none if no list is known."""
    file = available_languages("small").get(_NAMED_OTHERWISE.get(language, language))
    if file is None:
        return ()
    words: list[tuple[str, float]] = []
    for minus_centibels, row in enumerate(read_cBpack(file)):
        words += [(word, cB_to_freq(-minus_centibels)) for word in row]
        if len(words) >= _KEPT:
            break
    return tuple(words[:_KEPT])
