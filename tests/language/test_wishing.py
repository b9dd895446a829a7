"""Of two wishes in one sentence the preferred one counts, in every language; and no offer is accepted by it."""

import pytest

from bot.language.understand import Answer, Asked, WordsUnderstander
from bot.terms import Wish

PREFERRED = [
    ("en", "exchange rather than refund", Wish.REPLACEMENT),
    ("en", "no coupon, money back", Wish.REFUND),
    ("en", "I prefer a refund to a coupon", Wish.REFUND),
    ("en", "no coupon money back", Wish.REFUND),
    ("en", "I'd take a voucher instead of the money", Wish.COUPON),
    ("en", "I'd sooner have my money than another coupon", Wish.REFUND),
    ("en", "don't send me a voucher, refund my card", Wish.REFUND),
    ("en", "swap instead of refund please", Wish.REPLACEMENT),
    ("es", "reembolso en vez de cupón", Wish.REFUND),
    ("es", "prefiero cambio a devolución", Wish.REPLACEMENT),
    ("es", "no quiero cupón, quiero mi dinero", Wish.REFUND),
    ("es", "cupón en lugar del reembolso", Wish.COUPON),
    ("es", "nada de cupones, devuélvanme la plata", Wish.REFUND),
    ("es", "quisiera otro nuevo y no el reembolso", Wish.REPLACEMENT),
    ("es", "mejor el vale antes que el dinero", Wish.COUPON),
    ("pt_BR", "reembolso em vez de cupom", Wish.REFUND),
    ("pt_BR", "prefiro a troca ao reembolso", Wish.REPLACEMENT),
    ("pt_BR", "cupom não, dinheiro", Wish.REFUND),
    ("pt_BR", "cupom no lugar do reembolso", Wish.COUPON),
    ("pt_BR", "não quero vale, quero estorno", Wish.REFUND),
    ("pt_BR", "queria trocar ao invés do reembolso", Wish.REPLACEMENT),
    ("pt_BR", "melhor o cupom do que o dinheiro", Wish.COUPON),
    ("fr", "remboursement au lieu d'un bon", Wish.REFUND),
    ("fr", "plutôt un échange qu'un remboursement", Wish.REPLACEMENT),
    ("fr", "pas de bon, remboursez-moi", Wish.REFUND),
    ("fr", "un bon à la place du remboursement", Wish.COUPON),
    ("fr", "je veux être remboursée et pas un bon d'achat", Wish.REFUND),
    ("fr", "un échange plutôt qu'un remboursement svp", Wish.REPLACEMENT),
    ("fr", "je préfère le bon au remboursement", Wish.COUPON),
    ("de", "Gutschein statt Geld", Wish.COUPON),
    ("de", "Geld statt Gutschein", Wish.REFUND),
    ("de", "lieber Umtausch als Erstattung", Wish.REPLACEMENT),
    ("de", "keinen Gutschein, ich will mein Geld zurück", Wish.REFUND),
    ("de", "mein Geld und keinen Gutschein bitte", Wish.REFUND),
    ("de", "ich hätte lieber ein neues als das Geld", Wish.REPLACEMENT),
    ("de", "anstatt Erstattung nehme ich den Gutschein", Wish.COUPON),
    ("it", "rimborso invece del buono", Wish.REFUND),
    ("it", "preferisco il cambio al rimborso", Wish.REPLACEMENT),
    ("it", "niente buono, voglio i soldi", Wish.REFUND),
    ("it", "buono al posto dei soldi", Wish.COUPON),
    ("it", "non voglio buoni, ridatemi i soldi", Wish.REFUND),
    ("it", "vorrei la sostituzione anziché il rimborso", Wish.REPLACEMENT),
    ("it", "meglio il buono dei soldi", Wish.COUPON),
    ("ru", "возврат вместо купона", Wish.REFUND),
    ("ru", "обмен, а не возврат", Wish.REPLACEMENT),
    ("ru", "купон не нужен, верните деньги", Wish.REFUND),
    ("ru", "лучше купон, чем деньги", Wish.COUPON),
    ("ru", "не нужен мне ваш промокод, деньги верните", Wish.REFUND),
    ("ru", "хочу замену вместо денег", Wish.REPLACEMENT),
    ("ru", "давайте купон вместо возврата", Wish.COUPON),
    ("uk", "повернення замість купона", Wish.REFUND),
    ("uk", "обмін, а не повернення", Wish.REPLACEMENT),
    ("uk", "купон не треба, поверніть гроші", Wish.REFUND),
    ("uk", "краще купон, ніж гроші", Wish.COUPON),
    ("uk", "не потрібен ваш промокод, гроші поверніть", Wish.REFUND),
    ("uk", "хочу заміну замість грошей", Wish.REPLACEMENT),
    ("uk", "давайте купон замість повернення", Wish.COUPON),
    ("pl", "zwrot zamiast kuponu", Wish.REFUND),
    ("pl", "wymiana, a nie zwrot", Wish.REPLACEMENT),
    ("pl", "nie chcę kuponu, chcę zwrot pieniędzy", Wish.REFUND),
    ("pl", "wolę kupon niż zwrot", Wish.COUPON),
    ("pl", "żadnych kuponów, oddajcie kasę", Wish.REFUND),
    ("pl", "wolałbym wymianę zamiast zwrotu", Wish.REPLACEMENT),
    ("pl", "zamiast zwrotu wezmę kupon", Wish.COUPON),
    ("nl", "geld terug in plaats van een bon", Wish.REFUND),
    ("nl", "liever ruilen dan geld terug", Wish.REPLACEMENT),
    ("nl", "geen bon, gewoon mijn geld terug", Wish.REFUND),
    ("nl", "bon ipv geld", Wish.COUPON),
    ("nl", "ik hoef geen bon, ik wil mijn geld", Wish.REFUND),
    ("nl", "omruilen in plaats van geld terug graag", Wish.REPLACEMENT),
    ("nl", "doe maar de bon ipv terugbetaling", Wish.COUPON),
    ("tr", "kupon yerine para iadesi", Wish.REFUND),
    ("tr", "iade yerine değişim", Wish.REPLACEMENT),
    ("tr", "kupon istemiyorum, paramı geri verin", Wish.REFUND),
    ("tr", "para değil kupon istiyorum", Wish.COUPON),
    ("tr", "kupon değil paramı istiyorum", Wish.REFUND),
    ("tr", "iade yerine yenisini gönderin", Wish.REPLACEMENT),
    ("tr", "para iadesi yerine kupon olsun", Wish.COUPON),
    ("ar", "استرداد بدل القسيمة", Wish.REFUND),
    ("ar", "استبدال بدلا من الاسترداد", Wish.REPLACEMENT),
    ("ar", "لا اريد قسيمة اريد فلوسي", Wish.REFUND),
    ("ar", "كوبون بدل الفلوس", Wish.COUPON),
    ("ar", "مابي كوبون ابي فلوسي", Wish.REFUND),
    ("ar", "ابغى تبديل بدل الفلوس", Wish.REPLACEMENT),
    ("ar", "افضل القسيمة على الاسترداد", Wish.COUPON),
    ("he", "החזר במקום קופון", Wish.REFUND),
    ("he", "החלפה במקום החזר", Wish.REPLACEMENT),
    ("he", "לא רוצה קופון, רוצה את הכסף", Wish.REFUND),
    ("he", "קופון במקום כסף", Wish.COUPON),
    ("he", "לא קופון, תחזירו לי את הכסף", Wish.REFUND),
    ("he", "אני מעדיף החלפה על פני זיכוי", Wish.REPLACEMENT),
    ("he", "במקום החזר תנו לי קופון", Wish.COUPON),
    ("ja", "クーポンの代わりに返金してください", Wish.REFUND),
    ("ja", "返金より交換がいいです", Wish.REPLACEMENT),
    ("ja", "クーポンじゃなくて返金で", Wish.REFUND),
    ("ja", "返金ではなくクーポンで", Wish.COUPON),
    ("ja", "クーポンはいらないので返金してください", Wish.REFUND),
    ("ja", "返金じゃなくて新品を送ってください", Wish.REPLACEMENT),
    ("ja", "返金よりクーポンがいい", Wish.COUPON),
    ("ko", "쿠폰 대신 환불해 주세요", Wish.REFUND),
    ("ko", "환불 말고 교환이요", Wish.REPLACEMENT),
    ("ko", "쿠폰 필요없고 환불해줘요", Wish.REFUND),
    ("ko", "환불보다는 쿠폰으로 주세요", Wish.COUPON),
    ("ko", "쿠폰 말고 돈으로 돌려주세요", Wish.REFUND),
    ("ko", "환불 대신 새 제품으로 교환해주세요", Wish.REPLACEMENT),
    ("ko", "환불보다 쿠폰이 좋아요", Wish.COUPON),
    ("zh_Hans", "退款而不是优惠券", Wish.REFUND),
    ("zh_Hans", "换货，不要退款", Wish.REPLACEMENT),
    ("zh_Hans", "不要券要退款", Wish.REFUND),
    ("zh_Hans", "给券不如退款", Wish.REFUND),
    ("zh_Hans", "比起退款我更想要优惠券", Wish.COUPON),
    ("zh_Hans", "别给我券，直接退钱", Wish.REFUND),
    ("zh_Hans", "我想换货，不想退款", Wish.REPLACEMENT),
    ("zh_Hans", "不用退款了，给我优惠券吧", Wish.COUPON),
    ("zh_Hant", "退款而不是折價券", Wish.REFUND),
    ("zh_Hant", "換貨，不要退款", Wish.REPLACEMENT),
    ("zh_Hant", "不要券要退款", Wish.REFUND),
    ("zh_Hant", "比起退款我更想要折價券", Wish.COUPON),
    ("zh_Hant", "別給我券，直接退錢", Wish.REFUND),
    ("zh_Hant", "我想換貨，不想退款", Wish.REPLACEMENT),
    ("zh_Hant", "不用退款了，給我折價券吧", Wish.COUPON),
    ("th", "ขอคืนเงินแทนคูปอง", Wish.REFUND),
    ("th", "ขอเปลี่ยนของแทนการคืนเงิน", Wish.REPLACEMENT),
    ("th", "ไม่เอาคูปอง ขอเงินคืน", Wish.REFUND),
    ("th", "ขอคูปองดีกว่าเงินคืน", Wish.COUPON),
    ("th", "ไม่อยากได้คูปอง คืนเงินดีกว่า", Wish.REFUND),
    ("th", "ขอของใหม่แทนเงินคืน", Wish.REPLACEMENT),
    ("th", "เอาคูปองแทนการคืนเงิน", Wish.COUPON),
    ("vi", "hoàn tiền thay vì voucher", Wish.REFUND),
    ("vi", "đổi hàng chứ không hoàn tiền", Wish.REPLACEMENT),
    ("vi", "không lấy voucher, trả lại tiền đi", Wish.REFUND),
    ("vi", "thích voucher hơn là hoàn tiền", Wish.COUPON),
    ("vi", "em không cần voucher, hoàn tiền cho em", Wish.REFUND),
    ("vi", "đổi cái mới thay vì hoàn tiền", Wish.REPLACEMENT),
    ("vi", "lấy voucher thay cho tiền hoàn", Wish.COUPON),
    ("id", "refund daripada kupon", Wish.REFUND),
    ("id", "tukar barang bukan refund", Wish.REPLACEMENT),
    ("id", "ga mau kupon, balikin uang saya", Wish.REFUND),
    ("id", "mending voucher daripada uang", Wish.COUPON),
    ("id", "jangan kasih voucher, balikin duit aja", Wish.REFUND),
    ("id", "mau tukar barang daripada refund", Wish.REPLACEMENT),
    ("id", "kupon aja, bukan refund", Wish.COUPON),
    ("hi", "coupon ki jagah refund do", Wish.REFUND),
    ("hi", "रिफंड के बजाय एक्सचेंज चाहिए", Wish.REPLACEMENT),
    ("hi", "coupon nahi chahiye, paise wapas do", Wish.REFUND),
    ("hi", "पैसे की जगह कूपन दे दो", Wish.COUPON),
    ("hi", "voucher nahi, mere paise lautao", Wish.REFUND),
    ("hi", "refund ke badle naya bhejo", Wish.REPLACEMENT),
    ("hi", "रिफंड नहीं कूपन चाहिए", Wish.COUPON),
]
REFUSED = [
    ("en", "no coupon, money back"),
    ("en", "the coupon no, the money"),
    ("es", "el cupón no, el dinero"),
    ("pt_BR", "o cupom não, o dinheiro"),
    ("de", "kein Gutschein, Geld zurück"),
    ("de", "Gutschein nein, Geld"),
    ("fr", "pas de bon, l'argent"),
    ("fr", "le bon non, l'argent"),
    ("it", "il buono no, i soldi"),
    ("ru", "не купон, а деньги"),
    ("ru", "купон нет, деньги"),
    ("ja", "クーポンはいらない、返金で"),
    ("zh_Hans", "优惠券不要，退钱"),
    ("zh_Hant", "不要折價券，退錢"),
]
TOO_LITTLE = [
    ("en", "too little, I want 30"),
    ("en", "not enough"),
    ("en", "only 5? make it 30"),
    ("en", "no, thats not enough for me"),
    ("en", "that's way too low, at least 40"),
    ("es", "muy poco, quiero 30"),
    ("es", "no es suficiente"),
    ("es", "solo 5? que sean 30"),
    ("es", "es muy poquito, por lo menos 40"),
    ("pt_BR", "muito pouco, quero 30"),
    ("pt_BR", "não é suficiente"),
    ("pt_BR", "só 5? faz 30"),
    ("pt_BR", "é pouco, no mínimo 40"),
    ("fr", "trop peu, je veux 30"),
    ("fr", "pas assez"),
    ("fr", "seulement 5 ? mettez 30"),
    ("fr", "c'est vraiment peu, au moins 40"),
    ("de", "zu wenig, ich will 30"),
    ("de", "reicht nicht"),
    ("de", "nur 5? machen Sie 30 draus"),
    ("de", "das ist mir zu wenig, mindestens 40"),
    ("it", "troppo poco, voglio 30"),
    ("it", "non basta"),
    ("it", "solo 5? facciamo 30"),
    ("it", "è pochissimo, almeno 40"),
    ("ru", "мало, хочу 30"),
    ("ru", "недостаточно"),
    ("ru", "всего 5? давайте 30"),
    ("ru", "маловато, хотя бы 40"),
    ("uk", "замало, хочу 30"),
    ("uk", "недостатньо"),
    ("uk", "лише 5? давайте 30"),
    ("uk", "малувато, хоча б 40"),
    ("pl", "za mało, chcę 30"),
    ("pl", "to nie wystarczy"),
    ("pl", "tylko 5? zróbcie 30"),
    ("pl", "trochę mało, przynajmniej 40"),
    ("nl", "te weinig, ik wil 30"),
    ("nl", "niet genoeg"),
    ("nl", "maar 5? maak er 30 van"),
    ("nl", "dat is wel heel weinig, minstens 40"),
    ("tr", "çok az, 30 istiyorum"),
    ("tr", "yetmez"),
    ("tr", "sadece 5 mi? 30 olsun"),
    ("tr", "bu çok düşük, en az 40"),
    ("ar", "قليل، اريد 30"),
    ("ar", "لا يكفي"),
    ("ar", "بس 5؟ خلوها 30"),
    ("ar", "هذا قليل جدا، على الاقل 40"),
    ("he", "מעט מדי, אני רוצה 30"),
    ("he", "לא מספיק"),
    ("he", "רק 5? תעשו 30"),
    ("he", "זה נמוך מדי, לפחות 40"),
    ("ja", "少なすぎます、30ほしい"),
    ("ja", "足りません"),
    ("ja", "たったの5？30にして"),
    ("ja", "それは少ないです、最低40は"),
    ("ko", "너무 적어요, 30 주세요"),
    ("ko", "부족해요"),
    ("ko", "겨우 5? 30으로 해줘요"),
    ("ko", "이건 너무 적네요 최소 40"),
    ("zh_Hans", "太少了，我要30"),
    ("zh_Hans", "不够"),
    ("zh_Hans", "才5块？给30吧"),
    ("zh_Hans", "这也太少了，至少40"),
    ("zh_Hant", "太少了，我要30"),
    ("zh_Hant", "不夠"),
    ("zh_Hant", "才5塊？給30吧"),
    ("zh_Hant", "這也太少了，至少40"),
    ("th", "น้อยไป ขอ 30"),
    ("th", "ไม่พอ"),
    ("th", "แค่ 5 เองเหรอ ขอ 30"),
    ("th", "น้อยเกินไปค่ะ อย่างน้อย 40"),
    ("vi", "ít quá, tôi muốn 30"),
    ("vi", "không đủ"),
    ("vi", "có 5 thôi à? cho 30 đi"),
    ("vi", "ít vậy, ít nhất 40"),
    ("id", "terlalu sedikit, mau 30"),
    ("id", "kurang"),
    ("id", "cuma 5? jadi 30 dong"),
    ("id", "dikit banget, minimal 40"),
    ("hi", "bahut kam hai, 30 chahiye"),
    ("hi", "kaafi nahi hai"),
    ("hi", "sirf 5? 30 karo"),
    ("hi", "ye to bahut kam hai, kam se kam 40"),
]
_UNDERSTANDER = WordsUnderstander()


@pytest.mark.parametrize(("language", "words", "wish"), PREFERRED)
@pytest.mark.parametrize("asked", [Asked.NOTHING, Asked.OFFER])
def test_the_preferred_wish_is_heard(language: str, words: str, wish: Wish, asked: Asked) -> None:
    assert _UNDERSTANDER.understand(words, language, asked).wish is wish


@pytest.mark.parametrize(("language", "words", "wish"), PREFERRED)
def test_no_offer_is_accepted_by_a_preference(language: str, words: str, wish: Wish) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    assert understood.answer is not Answer.YES
    assert understood.prefers or understood.answer is Answer.NONE, wish


@pytest.mark.parametrize(("language", "words"), REFUSED)
def test_what_is_refused_outright_is_told_from_what_is_only_less_liked(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    assert (understood.wish, understood.prefers, understood.refused) == (Wish.REFUND, True, {Wish.COUPON})
    assert understood.answer is not Answer.YES


@pytest.mark.parametrize(
    ("language", "words"), [("en", "I prefer a refund to a coupon"), ("es", "prefiero el dinero"), ("de", "Geld statt Gutschein")]
)
def test_what_is_only_less_liked_is_not_refused(language: str, words: str) -> None:
    assert _UNDERSTANDER.understand(words, language, Asked.OFFER).refused == frozenset()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "el cupón no"),
        ("en", "the coupon no"),
        ("de", "Gutschein nein"),
        ("it", "il buono no"),
        ("pt_BR", "o cupom não"),
        ("ru", "купон нет"),
        ("zh_Hans", "优惠券不要"),
        ("ja", "クーポンはいらない"),
    ],
)
def test_a_no_that_ends_the_clause_is_said_to_what_is_before_it(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    assert (understood.wish, understood.refused) == (None, {Wish.COUPON})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes, the refund rather than the coupon"),
        ("es", "sí, el reembolso en vez del cupón"),
        ("de", "ja, Geld statt Gutschein"),
        ("fr", "oui, le remboursement au lieu du coupon"),
        ("ru", "да, деньги вместо купона"),
        ("tr", "evet, kupon yerine iade"),
        ("ja", "はい、クーポンの代わりに返金で"),
        ("zh_Hans", "好，退款而不是优惠券"),
    ],
)
def test_a_yes_with_a_preference_is_one_with_a_change(language: str, words: str) -> None:
    assert _UNDERSTANDER.understand(words, language, Asked.OFFER).answer is not Answer.YES


def test_two_wishes_of_which_none_is_preferred_are_none() -> None:
    assert _UNDERSTANDER.understand("I want a refund, I want a coupon", "en", Asked.OFFER).wish is None


@pytest.mark.parametrize(("language", "words"), TOO_LITTLE)
def test_who_finds_it_too_little_wants_more(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    assert (understood.too_little, understood.answer is Answer.YES) == (True, False)


def test_what_they_want_more_is_the_highest_figure_they_name() -> None:
    assert _UNDERSTANDER.understand("only 5? make it 30", "en", Asked.OFFER).number == 30
    assert _UNDERSTANDER.understand("not enough, 30% please", "en", Asked.OFFER).number is None
    assert _UNDERSTANDER.understand("order 30", "en", Asked.OFFER).number is None


@pytest.mark.parametrize("words", ["iade", "iade istiyorum", "iade lütfen"])
def test_turkish_for_a_return_is_a_refund_where_one_is_offered(words: str) -> None:
    understood = _UNDERSTANDER.understand(words, "tr", Asked.OFFER)

    assert (understood.wish, understood.guesses) == (Wish.REFUND, ())


def test_goods_that_go_back_are_no_mere_refund() -> None:
    understood = _UNDERSTANDER.understand("ürünü iade etmek istiyorum", "tr", Asked.OFFER)

    assert [guess.cause for guess in understood.guesses] == ["return_request"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt_BR", "quero meu dinheiro de volta"),
        ("pt_BR", "quero a devolução"),
        ("pt_BR", "quero a devolução do dinheiro"),
        ("pt_BR", "devolvam meu dinheiro"),
        ("pt_BR", "prefiro o reembolso"),
        ("pt_BR", "pode devolver o valor"),
        ("pt_BR", "aceito a devolução"),
        ("es", "quiero la devolución"),
        ("es", "la devolución del dinero"),
        ("es", "devuélvanme el dinero"),
        ("es", "quiero que me devuelvan la plata"),
        ("es", "prefiero la devolución del importe"),
        ("es", "la devolución, gracias"),
        ("es", "sí, la devolución"),
        ("it", "voglio il rimborso"),
        ("it", "rivoglio i miei soldi"),
        ("it", "preferisco il rimborso"),
        ("it", "il rimborso va bene"),
        ("it", "restituitemi i soldi"),
        ("it", "voglio indietro i soldi"),
        ("it", "vorrei la restituzione del denaro"),
        ("fr", "je veux le remboursement"),
        ("fr", "rendez-moi mon argent"),
        ("fr", "je préfère être remboursé"),
        ("fr", "le remboursement, oui"),
        ("fr", "remboursez-moi"),
        ("fr", "mon argent en retour"),
        ("fr", "je veux récupérer mon argent"),
    ],
)
def test_the_money_that_comes_back_is_no_return_of_goods(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    sure = [guess.cause for guess in understood.guesses if guess.confidence >= 0.6]
    assert "return_request" not in sure
    assert understood.wish is Wish.REFUND or understood.answer is Answer.YES


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt_BR", "quero devolver o produto"),
        ("pt_BR", "vou devolver os sapatos"),
        ("pt_BR", "quero fazer a devolução do produto"),
        ("es", "quiero devolver el producto"),
        ("es", "quiero hacer una devolución del artículo"),
        ("es", "voy a devolver los zapatos"),
        ("it", "voglio fare il reso"),
        ("it", "vorrei restituire il prodotto"),
        ("it", "posso rendere la merce?"),
        ("fr", "je veux faire un retour"),
        ("fr", "je veux renvoyer l'article"),
        ("fr", "je souhaite retourner les chaussures"),
    ],
)
def test_goods_that_are_sent_back_are_a_return_though_money_is_offered(language: str, words: str) -> None:
    understood = _UNDERSTANDER.understand(words, language, Asked.OFFER)

    assert [guess.cause for guess in understood.guesses if guess.confidence >= 0.6] == ["return_request"]


def test_a_mark_that_is_itself_a_no_refuses() -> None:
    understood = WordsUnderstander().understand("kupon istemiyorum para iadesi istiyorum", "tr", Asked.OFFER)

    assert (understood.wish, understood.refused) == (Wish.REFUND, frozenset({Wish.COUPON}))


def test_their_money_is_demanded_back_in_italian() -> None:
    assert WordsUnderstander().understand("ridatemi i soldi", "it", Asked.OFFER).wish is Wish.REFUND
