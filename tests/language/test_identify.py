"""The language of a buyer: from one message, and through a conversation."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.evidence import LANGUAGES, words_of
from bot.language.identify import Heard, hear_language, perhaps

SPOKEN = ("en", "es", "zh_Hans")
SAID = {
    "en": "where is my parcel, it should be here by now",
    "es": "donde esta mi paquete, ya tenia que haber llegado",
    "pt_BR": "cadê meu pacote, já era pra ter chegado",
    "fr": "ou est mon colis, il devait arriver hier",
    "de": "wo bleibt mein paket, es sollte schon da sein",
    "it": "dov'è il mio pacco, doveva arrivare ieri",
    "ru": "где моя посылка, уже должна была прийти",
    "uk": "де моя посилка, вже мала прийти",
    "pl": "gdzie jest moja paczka, miała być wczoraj",
    "nl": "waar blijft mijn pakje, het zou er al zijn",
    "tr": "paketim nerede, çoktan gelmesi gerekiyordu",
    "ar": "وين طلبي المفروض يوصل امس",
    "he": "איפה החבילה שלי",
    "ja": "荷物がまだ届きません",
    "ko": "택배가 아직 안 왔어요",
    "zh_Hans": "我的快递怎么还没到",
    "zh_Hant": "我的包裹怎麼還沒到",
    "th": "พัสดุยังไม่มาเลย",
    "vi": "đơn hàng của tôi đâu rồi, lẽ ra phải đến rồi",
    "id": "paket saya di mana, seharusnya sudah sampai",
    "hi": "मेरा पार्सल अभी तक नहीं आया",
}


def hear(
    text: str,
    *,
    spoken: tuple[str, ...] = SPOKEN,
    app: str = "",
    chosen: str = "",
    after: Heard | None = None,
    free: bool = True,
    articles: tuple[str, ...] = (),
) -> Heard:
    before = after or Heard(chosen, {})
    return hear_language(
        text,
        current=before.language,
        chosen=bool(chosen),
        belief=before.belief,
        app_language=app,
        spoken=spoken,
        default="en",
        free=free,
        articles=articles,
    )


def conversation(*texts: str, app: str = "", spoken: tuple[str, ...] = SPOKEN) -> list[str]:
    heard: Heard | None = None
    spoke = []
    for text in texts:
        heard = hear(text, app=app, spoken=spoken, after=heard)
        spoke.append(heard.language)
    return spoke


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_each_language_is_told_without_any_help(language: str) -> None:
    heard = hear(SAID[language], spoken=LANGUAGES)

    assert heard.language == language


@pytest.mark.parametrize(
    ("text", "language"), [("hi", "en"), ("hola", "es"), ("merci", "fr"), ("GRACIAS!!", "es"), ("привіт", "uk")]
)
def test_a_single_greeting_is_enough_at_first(text: str, language: str) -> None:
    assert hear(text, spoken=LANGUAGES).language == language


def test_capitals_change_nothing() -> None:
    assert hear("HOLA QUIERO HABLAR CON ALGUIEN").language == "es"


def test_a_language_full_of_accents_is_told_without_any() -> None:
    assert hear("don hang dau roi", spoken=LANGUAGES).language == "vi"


def test_chinese_alone_is_never_taken_for_korean() -> None:
    assert hear("多少钱", spoken=LANGUAGES).language == "zh_Hans"


def test_chinese_that_shows_no_script_follows_the_app() -> None:
    assert hear("你好", app="zh-TW", spoken=LANGUAGES).language == "zh_Hant"


def test_a_product_name_in_latin_does_not_outweigh_chinese() -> None:
    assert hear("Trail Runner Pro 40 坏了").language == "zh_Hans"
    assert hear("Trail Runner Pro 碎").language == "zh_Hans"


@pytest.mark.parametrize(
    "text", ["ok", "", "WL-2026-0041", "ana@example.com", "https://example.com/trail", "👍", "12,60 €", "/start"]
)
def test_a_first_message_without_words_follows_the_app(text: str) -> None:
    assert hear(text, app="es-MX").language == "es"


def test_a_first_message_without_words_from_an_app_we_do_not_speak_gets_the_default() -> None:
    assert hear("ok", app="pt-BR").language == "en"


def test_the_message_outweighs_the_app() -> None:
    assert hear("where is my order? it never came", app="es-ES").language == "en"


def test_a_language_we_do_not_speak_is_answered_in_the_default_one() -> None:
    assert hear(SAID["de"], app="es-ES").language == "en"


def test_portuguese_is_not_spanish() -> None:
    assert hear(SAID["pt_BR"]).language == "en"


def test_traditional_chinese_is_answered_in_simplified_where_only_that_is_spoken() -> None:
    assert hear(SAID["zh_Hant"]).language == "zh_Hans"


@pytest.mark.parametrize(
    "text", ["ok", "WL-2026-0041", "Trail Runner", "White Canvas Slip-on", "ana@example.com", "no", "thanks", "👍"]
)
def test_one_short_message_does_not_change_the_language_of_a_conversation(text: str) -> None:
    assert conversation("me cobraron dos veces", text) == ["es", "es"]


def test_a_name_between_two_sentences_changes_nothing() -> None:
    assert conversation("compré los zapatos ayer", "Trail Runner Red", "WL-2026-0041", "si, ese es") == ["es"] * 4


def test_a_whole_sentence_changes_the_language_at_once() -> None:
    assert conversation("hola", "sorry, can we speak English please?") == ["es", "en"]


def test_two_short_messages_change_the_language() -> None:
    assert conversation("where is it", "gracias", "ya esta")[-1] == "es"


def test_another_script_changes_the_language_at_once() -> None:
    assert conversation("where is my parcel please", "我要退款") == ["en", "zh_Hans"]


def test_a_chosen_language_stays_whatever_is_written() -> None:
    heard = hear("where is my parcel please", chosen="zh_Hans")

    assert heard.language == "zh_Hans"


def test_the_belief_runs_over_every_language_and_adds_up() -> None:
    heard = hear("hola, me cobraron dos veces")

    assert set(heard.belief) == set(LANGUAGES)
    assert sum(heard.belief.values()) == pytest.approx(1, abs=1e-4)


def test_a_message_without_words_leaves_the_belief_as_it_was() -> None:
    before = hear("me cobraron dos veces")

    assert hear("ok", after=before).belief == before.belief


@pytest.mark.parametrize("belief", [{"es": -1.0}, {"xx": 1.0}, {"es": float("nan")}, {"es": float("inf")}, {"es": 0.0}])
def test_a_belief_that_makes_no_sense_is_forgotten(belief: Mapping[str, float]) -> None:
    heard = hear_language(
        "where is my order", current="es", chosen=False, belief=belief, app_language="", spoken=SPOKEN, default="en"
    )

    assert heard.language == "en"


def test_codes_and_addresses_are_no_words() -> None:
    assert words_of("ok see https://example.com/a ana@example.com #1042 WL-2026-0041 @shop /help 40cm") == ["see"]


@given(
    st.text(st.characters(), max_size=300),
    st.sampled_from(["", "es-MX", "zh-CN", "nonsense", "\ud800"]),
    st.sampled_from(["", *SPOKEN]),
)
def test_no_text_is_ever_too_much_and_the_answer_is_the_same_twice(text: str, app: str, current: str) -> None:
    def once() -> Heard:
        return hear_language(text, current=current, chosen=False, belief={}, app_language=app, spoken=SPOKEN, default="en")

    assert once() == once()
    assert once().language in SPOKEN


def test_nearly_every_message_we_wrote_is_told_without_help() -> None:
    folder = Path(__file__).parent / "data"
    told = [
        (hear(json.loads(line)["text"], spoken=LANGUAGES).language, language)
        for language in SPOKEN
        for kind in ("causes", "unseen")
        for line in (folder / f"{kind}_{language}.jsonl").read_text("utf-8").splitlines()
    ]

    assert sum(heard == meant for heard, meant in told) / len(told) >= 0.97


MESSAGES = {
    language: [
        json.loads(line)
        for line in (Path(__file__).parent / "data" / f"identification_{language}.jsonl").read_text("utf-8").splitlines()
    ]
    for language in LANGUAGES
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_casual_messages_of_a_language_are_told_alone(language: str) -> None:
    told = [hear(row["text"], spoken=LANGUAGES).language == language for row in MESSAGES[language]]

    assert sum(told) / len(told) >= (0.9 if language == "zh_Hant" else 0.95)  # some of it is written alike in simplified Chinese


def test_short_casual_messages_are_told_by_what_the_app_says_as_well() -> None:
    told = [
        hear(row["text"], app=language, spoken=LANGUAGES).language == language
        for language, rows in MESSAGES.items()
        for row in rows
    ]

    assert sum(told) / len(told) >= 0.985


@pytest.mark.parametrize("language", ["ar", "hi", "ru"])
def test_a_language_is_told_in_latin_letters_too(language: str) -> None:
    rows = [row for row in MESSAGES[language] if row["kind"] == "transliterated"]
    told = [hear(row["text"], spoken=LANGUAGES).language == language for row in rows]

    assert sum(told) / len(told) >= 0.97


@pytest.mark.parametrize(
    "text", ["refund pls", "cancel my order please", "same jacket, 20 bucks less today", "the charger is not working"]
)
def test_english_is_not_taken_for_a_language_that_borrows_from_it(text: str) -> None:
    assert hear(text, spoken=LANGUAGES).language == "en"


def test_a_name_in_latin_letters_says_nothing_beside_cyrillic() -> None:
    assert hear("Trail Runner Pro 40 з діркою", spoken=LANGUAGES).language == "uk"


def test_a_code_hides_no_japanese() -> None:
    assert hear("注文#1042届かない", spoken=LANGUAGES).language == "ja"


def test_kanji_that_only_japanese_has_are_japanese() -> None:
    assert hear("返金対応希望 円 払込", spoken=LANGUAGES).language == "ja"


def test_arabic_in_latin_letters_changes_a_conversation_by_the_second_message() -> None:
    assert conversation("where is it", "wen talabi", "ma wasal lel7een", spoken=("en", "ar"))[-1] == "ar"


@given(st.sampled_from([row["text"] for rows in MESSAGES.values() for row in rows]))
def test_capitals_blanks_and_width_do_not_change_the_language_of_an_ordinary_message(text: str) -> None:
    heard = hear(text, spoken=LANGUAGES).language

    assert hear(f"  {text}  ", spoken=LANGUAGES).language == heard
    assert hear(text.replace(" ", "  "), spoken=LANGUAGES).language == heard


def test_a_language_that_is_only_likely_is_named_once_and_only_if_it_is_spoken() -> None:
    unsure = Heard("en", {"en": 0.6, "es": 0.3, "sv": 0.1})

    assert perhaps(unsure, {}, ("en", "es")) == "es"
    assert perhaps(unsure, {"es": 0.3}, ("en", "es")) == ""
    assert perhaps(unsure, {}, ("en", "fr")) == ""
    assert perhaps(Heard("en", {"en": 0.9, "es": 0.1}), {}, ("en", "es")) == ""
    assert perhaps(unsure, {}, ("en",)) == ""


@pytest.mark.parametrize("text", ["返金希望", "未着", "破損", "不良品", "品質不良"])
def test_characters_alone_are_japanese_from_a_japanese_device_and_chinese_from_a_chinese_one(text: str) -> None:
    every = (*SPOKEN, "ja", "zh_Hant")

    assert hear(text, app="ja-JP", spoken=every).language == "ja"
    assert hear(text, app="zh-TW", spoken=every).language.startswith("zh_")
    assert hear(text, app="zh-CN", spoken=every).language.startswith("zh_")


@pytest.mark.parametrize("text", ["返金希望", "破損"])
def test_characters_alone_do_not_change_a_conversation_in_japanese(text: str) -> None:
    assert conversation("荷物がまだ届きません", text, app="en", spoken=(*SPOKEN, "ja", "zh_Hant"))[-1] == "ja"


@pytest.mark.parametrize("text", ["返金希望", "商品未着"])
def test_a_word_of_the_trade_that_only_japanese_has_needs_no_device(text: str) -> None:
    assert hear(text, app="en", spoken=(*SPOKEN, "ja")).language == "ja"


@pytest.mark.parametrize("text", ["我的訂單沒收到", "這個壞了"])
def test_chinese_is_chinese_from_a_japanese_device_too(text: str) -> None:
    assert hear(text, app="ja-JP", spoken=(*SPOKEN, "ja", "zh_Hant")).language == "zh_Hant"


def openers() -> list[tuple[str, str, str]]:
    """What buyers begin with, of one to four words: the language, the words, and what their app says."""
    rows = [json.loads(line) for line in (Path(__file__).parent / "data" / "openers.jsonl").read_text("utf-8").splitlines()]
    return [(row["lang"], row["text"], row["lang"].replace("_", "-")) for row in rows]


def test_the_few_words_that_a_buyer_begins_with_are_told_where_the_app_is_right() -> None:
    told = [hear(text, app=app, spoken=LANGUAGES).language == language for language, text, app in openers()]

    assert sum(told) / len(told) >= 0.99


@pytest.mark.parametrize(
    ("text", "app"),
    [
        *(("Paket", "de"), ("wo Paket", "de"), ("Pakete", "de"), ("noch net da", "de"), ("paket imma noch net da", "de")),
        *(("hi sir", "en"), ("hi madam", "en"), ("hi mam", "en"), ("hiya", "en"), ("ye", "en"), ("plz", "en"), ("eh", "en")),
        *(("hallo", "nl"), ("ja", "nl"), ("douane", "nl"), ("retour", "nl"), ("halo", "pl"), ("kupon", "pl"), ("kupon", "tr")),
        *(("kupon", "id"), ("ya po", "es"), ("dac", "fr"), ("nan", "fr"), ("hey", "fr"), ("hello", "pl"), ("ko", "vi")),
    ],
)
def test_a_word_that_many_languages_have_is_the_apps(text: str, app: str) -> None:
    assert hear(text, app=app, spoken=LANGUAGES).language == app


@pytest.mark.parametrize(
    ("text", "language"),
    [("va bene", "it"), ("d'accord", "fr"), ("j'accepte", "fr"), ("hallo", "de"), ("halo", "id"), ("ja", "de"), ("b", "en")],
)
def test_a_word_is_told_without_any_app(text: str, language: str) -> None:
    assert hear(text, spoken=LANGUAGES).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hola", "es"),
        ("merci", "fr"),
        ("guten tag", "de"),
        ("kargom nerede", "tr"),
        ("paket saya mana", "id"),
        ("paise wapas do", "hi"),
    ],
)
def test_a_few_words_of_another_language_are_told_on_an_english_phone(text: str, language: str) -> None:
    assert hear(text, app="en-US", spoken=LANGUAGES).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [*((one, "ko") for one in ("네", "예", "넵", "응")), *((one, "hi") for one in ("हाँ", "हां", "जी")), ("כ", "he"), ("ค", "th")],
)
def test_one_letter_of_a_script_of_its_own_is_enough(text: str, language: str) -> None:
    assert hear(text, spoken=LANGUAGES).language == language


def test_one_letter_beside_latin_ones_is_not() -> None:
    assert hear("where is my parcel 네", spoken=LANGUAGES).language == "en"


NAMES = [
    ("Calvin Klein Eternity Moment Eau de Parfum", "es"),
    ("Calvin Klein Eternity Moment Eau de Parfum", "en"),
    ("Das Boot Die Verlorene Ehre", "en"),
    ("The North Face Women's Down Jacket", "de"),
    *(("Lord of the Rings the complete edition", language) for language in ("fr", "ru", "ja")),
]


@pytest.mark.parametrize(("name", "language"), NAMES)
def test_the_name_of_a_product_changes_no_conversation_however_long_it_is(name: str, language: str) -> None:
    assert conversation(SAID[language], name, app=language, spoken=LANGUAGES)[-1] == language


@pytest.mark.parametrize(("name", "language"), NAMES)
def test_where_a_name_is_asked_for_it_leaves_no_trace(name: str, language: str) -> None:
    before = hear(SAID[language], app=language, spoken=LANGUAGES)

    once = hear(name, app=language, spoken=LANGUAGES, after=before, free=False)

    assert hear(name, app=language, spoken=LANGUAGES, after=once, free=False).language == language


def test_the_title_of_an_article_says_nothing_of_who_names_it() -> None:
    before = hear("me llegó otro producto", app="es")

    assert hear("复古帆布鞋", app="es", after=before, free=False).language == "zh_Hans"
    assert hear("es: 复古帆布鞋", app="es", after=before, free=False, articles=("复古帆布鞋",)).language == "es"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_sentence_changes_a_conversation_also_where_a_name_is_asked_for(language: str) -> None:
    before = hear(SAID["it" if language == "en" else "en"], spoken=LANGUAGES)

    once = hear(SAID[language], spoken=LANGUAGES, after=before, free=False)

    assert hear(SAID[language], spoken=LANGUAGES, after=once, free=False).language == language
