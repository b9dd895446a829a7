"""A wish to be spoken to in another language, said in any: "english please", auf Deutsch bitte, 中文可以吗."""

from functools import cache

from babel import Locale, UnknownLocaleError

from bot.language.cldr import copied
from bot.language.evidence import LANGUAGES
from bot.language.tokens import Tokens, tokens_of
from bot.language.turns import Sayings, sayings_of

_MOST = 14  # words: who says more has said more than that

# Beside what Babel calls each language in every other: how it is named when one speaks, writes or answers in it.
_NAMES = {
    "en": "english|inglish|anglais|английски|англійською|angielsku|angielskim|ingilizcede|إنجليزي|انجليزي|الإنجليزية|"
    "بالإنجليزية|بالانجليزية|بالانجليزي|באנגלית|אנגלית|angrezi|अंग्रेजी|inggris|英文|英语|英語|영어로|영어|อังกฤษ|"
    "tiếng anh|bahasa inggris",
    "es": "spanish|español|castellano|испански|іспанською|hiszpańsku|西班牙语|西文|스페인어로",
    "pt_BR": "portuguese|português|brasileiro|brazilian portuguese|português do brasil|portugiesisch",
    "fr": "french|français|французски|французькою|francusku|法语|法文|프랑스어로|בצרפתית|بالفرنسية",
    "de": "german|deutsch|немецки|німецькою|niemiecku|德语|德文|독일어로|בגרמנית|بالألمانية",
    "it": "italian|italiano|итальянски|італійською|włosku",
    "ru": "russian|русский|русски|русском|російською|rosyjsku|rusça|俄语|俄文|ברוסית|بالروسية|russkiy|po russki",
    "uk": "ukrainian|українська|українською|украински|ukraińsku|ukrainska",
    "pl": "polish|polski|polsku|польски|польською",
    "nl": "dutch|nederlands|hollands",
    "tr": "turkish|türkçe|turkce|по турецки|турецки",
    "ar": "arabic|العربية|عربي|بالعربية|بالعربي|عربية|arabi",
    "he": "hebrew|עברית|בעברית|ivrit",
    "ja": "japanese|日本語|nihongo|日语|일본어로",
    "ko": "korean|한국어|한국어로|한국말로|한글로|韩语|韓語",
    "zh_Hans": "chinese|mandarin|simplified chinese|中文|汉语|普通话|国语|简体|简体中文|zhongwen|華語|國語|китайски|중국어로",
    "zh_Hant": "traditional chinese|繁體|繁體中文|繁中|正體中文",
    "th": "thai|ไทย|ภาษาไทย",
    "vi": "vietnamese|tiếng việt|việt|tieng viet",
    "id": "indonesian|bahasa indonesia|indonesia|bahasa",
    "hi": "hindi|हिंदी|हिन्दी",
}

# What may be said around the name; anything else might be of another matter: "the manual in English".
_BESIDE = (
    "please|pls|plz|can|could|may|you|u|we|i|do|does|speak|talk|write|answer|reply|chat|continue|switch|change|to|in|into|"
    "only|use|with|me|my|language|is|it|ok|okay|possible|would|like|want|prefer|sorry|excuse me|hi|hello|hey|thanks|"
    "thank you|understand|know|let us|lets|instead|rather|and|but|just|so|better|for|speaking|if",
    "bitte|können|könnten|kannst|könnte|sie|wir|du|ich|auf|sprechen|sprichst|spreche|reden|schreiben|antworten|antworte|"
    "geht|das|es|auch|nur|lieber|verstehe|kann|möchte|hallo|gerne|weiter|entschuldigung|ginge|mit|mir",
    "s'il vous plaît|s'il te plaît|svp|stp|en|pouvez|peut|peux|pourrait|pourriez|vous|on|je|parler|parlez|parle|écrire|écrivez|"
    "répondre|répondez|est|ce|que|désolé|désolée|pardon|bonjour|seulement|plutôt|le|moi|excusez moi|merci",
    "por favor|porfa|puede|puedes|podemos|podría|podrían|pueden|podríamos|hablar|hablemos|hablo|habla|hablas|hablan|"
    "escribir|escriba|responder|responda|el|solo|perdón|disculpe|disculpa|hola|se|entiendo|mejor|yo|usted|posible|gracias|"
    "lo siento",
    "pfv|pode|podemos|podia|poderia|podem|falar|fala|falo|falam|vamos|escrever|escreve|em|o|só|desculpa|desculpe|oi|olá|"
    "você|vocês|entendo|melhor|dá|pra|para|é|possível|eu|obrigado|obrigada",
    "per favore|perfavore|può|puoi|possiamo|potete|potremmo|potrebbe|parlare|parliamo|parla|parli|parlo|scrivere|scriva|"
    "rispondere|risponda|scusa|scusi|scusate|ciao|salve|capisco|meglio|si|possibile|io|grazie|solo",
    "alsjeblieft|alstublieft|aub|graag|kunnen|kunt|kan|kun|je|ik|spreken|praten|spreek|schrijven|antwoorden|het|alleen|liever|"
    "begrijp|mag",
    "proszę|poproszę|czy|można|możemy|możecie|może|mogę|rozmawiać|mówić|pisać|po|w|języku|przepraszam|tylko|wolę|rozumiem|"
    "mówię|mówicie|dzień dobry|cześć|da się",
    "пожалуйста|плиз|можно|можете|можем|давайте|говорить|говорите|говорю|писать|пишите|отвечать|отвечайте|ответьте|по|на|"
    "языке|вы|мы|я|извините|простите|только|лучше|понимаю|здравствуйте|привет|ли|а|и",
    "будь ласка|можна|можемо|говорити|говоріть|розмовляти|писати|пишіть|відповідати|мовою|мові|ви|ми|вибачте|тільки|лише|краще|"
    "розумію|вітаю|привіт|чи",
    "lütfen|konuşabilir|konuşalım|konuşur|konuşuyor|konuşmak|yazabilir|yazın|yazar|cevap|verin|miyiz|misiniz|mısınız|"
    "musunuz|olarak|istiyorum|isterim|dilinde|sadece|pardon|merhaba|olur|mu|mi|mı|biliyor",
    "من فضلك|لو سمحت|ممكن|هل|يمكن|يمكننا|يمكنك|نتحدث|تتحدث|التحدث|اتكلم|نتكلم|تتكلم|الكلام|تكلم|اكتب|الكتابة|الرد|رد|"
    "باللغة|اللغة|فقط|عذرا|اسف|مرحبا|السلام عليكم|تحدث|عفوا",
    "בבקשה|אפשר|לדבר|לכתוב|לענות|תדברו|דברו|נדבר|אני|רק|סליחה|שלום|היי|מבין|מבינה|מדברים|אתם|תענו|רוצה|מעדיף|מעדיפה",
    "कृपया|प्लीज़|प्लीज|क्या|आप|हम|में|बात|कर|करें|करिए|कीजिए|सकते|हैं|है|लिखिए|लिखें|बोलिए|जवाब|दीजिए|दें|मुझे|मैं|बोलो|mein|"
    "baat|karo|kar|karein|sakte|hai|hain|kya|aap|kijiye|bolo|likhiye",
    "tolong|bisa|boleh|bicara|berbicara|ngomong|pakai|pake|dalam|dengan|saya|kita|anda|kamu|kak|maaf|halo|hai|ya|dong|saja|aja|"
    "jawab|balas|mohon|tulis",
    "làm ơn|xin|vui lòng|có thể|nói|viết|trả lời|bằng|tiếng|được|không|bạn|mình|tôi|chúng ta|cho|xin lỗi|chào|ạ|nhé|chỉ",
    "ขอ|ช่วย|กรุณา|พูด|คุย|ตอบ|พิมพ์|เขียน|เป็น|ภาษา|ได้|ไหม|มั้ย|ครับ|ค่ะ|คะ|หน่อย|นะ|สวัสดี|ขอโทษ|คุณ|ฉัน|ผม|เรา|ด้วย",
    "请|可以|能|用|说|讲|吗|么|我|我们|你|您|回复|回答|聊|写|吧|呢|好|一下|麻烦|不好意思|抱歉|你好|您好|谢谢|只|会|想|换|"
    "成|改|沟通|交流|对话|请问|請|說|講|嗎|我們|回覆|寫|麻煩|謝謝|會|換|溝通|請問",
    "で|でお願いします|お願いします|お願い|おねがいします|ください|話せますか|話して|対応|返信|でも|は|を|に|して|いい|"
    "ですか|か|ね|大丈夫|すみません|できますか|書いて|もらえますか|いただけますか|使って",
    "해|해주세요|주세요|부탁해요|부탁드려요|부탁드립니다|부탁합니다|말해|말해주세요|대화|가능|가능한가요|가능할까요|할|수|"
    "있나요|있어요|있을까요|죄송한데|죄송하지만|안녕하세요|답변|말씀|얘기|이야기|되나요",
)
# The language that is named beside one of these is the one that is not spoken: "I don't speak German, English please".
_DENYING = sayings_of(
    said
    for of_a_kind in (
        "not|dont|cant|no|nicht|kein|keine|kaum|pas|non|não|nao|nie|не|ні|niet|geen|tidak|bukan|gak|değil|bilmiyorum|لا|"
        "ليس|לא|नहीं|nahi|不|不懂|わかりません|できません|못해요|몰라요|ไม่",
    )
    for said in of_a_kind.split("|")
)


def language_asked_for(text: str, current: str, *, by_name: bool = True) -> str:
    """The language that a message asks to be spoken and nothing else; "" if it is none, or two.

    Chinese that is not told which stays the one that is spoken. The bare name of a language is enough only `by_name`.
    """
    tokens = tokens_of(text)
    if not 0 < len(tokens.words) <= _MOST:
        return ""
    named: dict[str, set[int]] = {}
    denied: set[int] = set()
    place, beside = 0, False
    while place < len(tokens.words):
        language, size = _name_at(tokens, place)
        if language:
            named.setdefault(language, set()).add(tokens.clauses[place])
        elif denying := _DENYING.size_at(tokens, place):
            size = denying
            denied.add(tokens.clauses[place])
        elif size := _beside().size_at(tokens, place):
            beside = True
        elif tokens.words[place][0].isalnum():
            return ""
        place += max(size, 1)
    wanted = [language for language, clauses in named.items() if not clauses <= denied]
    if len(wanted) != 1 or not (beside or by_name):
        return ""
    return current if wanted[0] == "zh_Hans" and current.startswith("zh") else wanted[0]


def _name_at(tokens: Tokens, place: int) -> tuple[str, int]:
    """The language that is named from a place on, and in how many words."""
    sizes = {language: names.size_at(tokens, place) for language, names in _names().items()}
    longest = max(sizes, key=lambda language: sizes[language])
    return (longest, sizes[longest]) if sizes[longest] else ("", 0)


def languages_by_babel(language: str) -> dict[str, str]:
    """What a language calls each language that is told apart, as Babel has it, at a megabyte each; nothing if it has not."""
    try:
        called = Locale.parse(language).languages
    except (UnknownLocaleError, ValueError):
        return {}
    return {one: called[one.partition("_")[0]] for one in LANGUAGES if one.partition("_")[0] in called}


@cache
def _beside() -> Sayings:
    return sayings_of(said for of_a_language in _BESIDE for said in of_a_language.split("|"))


@cache
def _names() -> dict[str, Sayings]:
    """What each language is called, by itself and in every other."""
    called_by = [known.languages if (known := copied(one)) else languages_by_babel(one) for one in LANGUAGES]
    names = {language: set(called.split("|")) for language, called in _NAMES.items()}
    for language, called in names.items():
        if language != "zh_Hant":
            told = (by_one.get(language, "") for by_one in called_by)
            called.update(name for name in told if tokens_of(name).words)
    # French and Italian put an article before it that ends in an apostrophe: l'anglais, l'italiano.
    return {
        language: sayings_of({*called, *(f"l{name}" for name in called if name[:1] in "aeiouAEIOU")})
        for language, called in names.items()
    }
