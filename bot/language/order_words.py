"""What buyers call an order and its number, in all their languages at once, and what may stand before the figures."""

import unicodedata

# A word of Arabic or Hebrew may hold "to", "with", "of" and "the" before it.
_ARABIC, _HEBREW = r"(?:[وفبلك]{0,2}(?:ال|ل)?)", r"[ובלמהשכ]{0,3}"

ORDER_WORDS = (
    r"orders?|ordr|orde|odrer|oredr|oderd|order[ -]?(?:number|num|nr|no|id|ref)|orderan(?:ku|nya)?|ref(?:eren(?:ce|cia|z|"
    r"zia|tie|cja))?|"
    r"referência|rif(?:erimento)?|réf[ée]?rence|réf|purchase(?: number)?|(?:o )?pedidos?|ped|ordene?s?|ordem|ord|compra|"
    r"commandes?|cmde?|cde|"
    r"acquist[oi]|ordin[ei]|encomenda|"
    r"bestellung(?:en)?|bestell?(?:\.|[ -])?\s?(?:nummer|nr|num|code)|best\.?[ -]*nr|auftrag(?:s(?:[ -]?(?:nr|nummer)))?|"
    r"bestelling(?:en)?|ordernummer|ordenummer|zakaza?|"
    r"заказ\w{0,3}|зак|ордер|замовлен\w{1,4}|замовл?|зам|zam[óo]wie[nń]\w{0,3}|zam|"
    r"sipari[şs](?:im|i|in|imin|imde|te|imle)?|sip|pes[ae]nan(?:ku|nya|mu)?|"
    r"(?<!h[óo]a )(?<!hoá )(?<!v[ậa]n )đơn(?: hàng)?|don hang|ma don|mã đơn|"
    rf"{_ARABIC}(?:طلب(?:ي[ةه]|ي|يت[يك]|نا|ات)?|[أا]وردر(?:ي|ات)?)|"
    rf"{_HEBREW}הזמנ(?:ה|ת|תי|ות)|{_HEBREW}אורדר|(?:ऑ|आ|ओ|अॉ)र्?डर"
)
"""What an order is called, where blanks part words."""

NUMBER_WORDS = (
    r"the number|number(?=\s?(?:is|:|=|'s))|die nummer|nummer|номер\w{0,2}|numere?m?|numero|número|numéro|(?:ber)?nomor(?:nya)?|"
    r"numara(?:m|sı|si)?|(?<![^\W\d_] )رقم|ب?الرقم|و?برقم|و?رقمها?|نمر[ةه]|(?<![^\W\d_] )מספר|[השב]{1,2}מספר|ש?מספר[הו]|नंबर|"
    r"नम्बर|mã(?= (?:là|số))"
)
"""What any number is called: most are the order's, unless another thing is named before."""

CODE_WORDS = (
    r"code|codice|código|codigo|cod\.?|kode|kod|код|mã|vorgang(?:s(?:nummer|nr))?|kenmerk|sygnatura|كود|קוד|कोड|id|reg\.?"
)
"""What a number may be called once an order was spoken of."""

# Before and behind these no blank is needed; in Thai, a vowel sign has a wide form and a narrow one.
ORDER_WORDS_UNPARTED = unicodedata.normalize(
    "NFKC",
    "订单|訂單|(?<!快递|快遞|物流|邮政|郵政|包裹)(?<![运運货貨])(?:单号|單號)|下了个单|下了個單|定单|定單|注文|受注|オーダー?|ナンバー|주문|오더|คำสั่งซื้อ|ออเดอร์|ออร์เดอร์|ออเดอ|รายการสั่งซื้อ|รหัสสั่งซื้อ|เลขสั่งซื้อ",
)
NUMBER_WORDS_UNPARTED = (
    "号码(?=是|为|[:：])|號碼(?=是|為|[:：])|番号(?=は|[:：])|번호(?=는|가|[:：])|เลข(?=คือ|ที่)|(?<!พัสดุ)(?<!โทรศัพท์)หมายเลข"
)

BETWEEN = (
    r"(?:\s|コード|코드|代码|代碼|:|：|#|№|=|\(|\"|'s\b|番号|번호|넘버|号码|號碼|編號|编号|号|號|الرقم|برقم|رقم|هو|هي|ال|رقمه|رقمها|ذو|ذات|تحمل|يحمل|"
    r"是|为|為|は|는|은|이|가|が|"
    r"ש?מספר[הו]?|מס'?|שלי|הוא|היא|עם|ที่|หมายเลข|เลขที่|เลข|มี|รหัส|"
    r"ของฉัน|คือ|नंबर|नम्बर|नं|क्रमांक|संख्या|आईडी|न\.|मेरा|मेरे|है|hai\b|का|के|ka\b|ke\b|ฉัน|ผม|เรา|หนู|นี้|là|của|tôi|mình|em|"
    r"mang|có|này|adalah|yaitu|aku|nya|ini|dengan|bernomor|saya|私の|の|番|是|就是|的|제|요|تبعي|حقي|بتاعي|عندي|זה|את|,|،|、|"
    r"is|es|ist|lautet|est|è|é|il|le|lo|o|to|це|это|є|el|la|my|mi|number(?:ed)?|nummer|numer|n|numero|número|numéro|"
    r"numara(?:m|sı|si)?|nomor(?:nya)?|num|benim|"
    r"nro|núm|số|so|hàng|nr|no|n°|nr°|id(?!-?$)|код|kode|kodu|code|код|номер|номером|нр|под|під|за|pod|numerem|numerze|nummer|"
    r"такой|такий|вот|ось|у меня|у мене|моего|моей|мого|мої|мой|[сзоу](?=\s)|із|"
    r"would be|should be|probably|maybe|i think|i believe|sería|seria|creo(?: que)?|acho(?: que)?|serait|je crois|sarebbe|credo|"
    r"wäre|glaube|ich|zou|denk ik|chyba|вроде(?: бы)?|кажется|здається|начебто|sanırım|galiba|يمكن|يكون|اعتقد|أظن|כנראה|"
    r"נראה לי|शायद|shayad|kayaknya|sepertinya|kalau ga salah|hình như|chắc|น่าจะ(?:เป็น)?|たぶん|多分|おそらく|아마도?|"
    r"好像|应该|應該|大概|可能|की|ki\b|कोड|"
    r"que|che|which|that|qui|который|которого|яке|який|"
    r"met|mit|der|con|com|with|of|của mình|của tôi|mera|d[ie](?=\s)|o nr|"
    r"meiner?|mijn|moje|моє|mio|mia|meu|minha|ma|mon|ein|die|das|den|c'est|was|war|era|ha|hat|heeft|jest|имеет|"
    r"має|porte|tiene|tem|şu|sayı?|ですが?|\.|(?<=[\s:.#)])-)"
)
"""What may stand between such a word and the figures; it is looked for up to where the figures begin."""

OF_OTHER_THINGS = (
    r"(?:tracking|track|parcel|shipment|seguimiento|rastre(?:io|o)|suivi|sendungs?\w*|tracciamento|spedizione|śledzeni\w+|"
    r"przesyłk\w+|трек\w*|посылк\w*|відстежен\w+|посилк\w*|kargo|takip|(?:no )?resi|vận đơn|พัสดุ|ติดตาม|"
    r"phone|mobile|cell|whats\w*|tel[eé]fono|tel|telefone?|telefon\w*|celular|cellulare|handy\w*|тел\w*|מעקב|טלפון|"
    r"هاتف\w*|جوال\w*|تتبع|التتبع|फोन|मोबाइल|ट्रैकिंग|hp|sđt|điện thoại|โทร\w*|"
    r"card|tarjeta|karte|carte|carta|karty|карт\w+|account|customer|client\w*|kunden|item|model\w*|article|artikel|artículo|"
    r"artigo|serial|invoice|factura|fatura|facture|rechnung\w*|fattura|factuur|faktur\w*|сч[её]т\w*|рахун\w+|فاتورة|"
    r"חשבונית|hóa đơn|"
    r"size|talla|taille|größe|maat|rozmiar|размер|розмір|beden|ayakkabı|flat|house|room|nik|ktp|aadhaa?r|dni|nif|cpf|cnpj|pesel|nip|iban|pas+[ae]?port\w*|reisepass|паспорт\w*|身份[证證]|身分證|"
    r"快递|快遞|物流|运|運|运单|運單|貨運|货运|電話|电话|手机|手機|追跡|伝票|お問い合わせ|電話|송장|운송장|전화|型番|商品)"
)
"""What else has a number of its own: such a word right before "number" says that it is not the order's."""

MODELS = r"(?:mod[eèé]ll?[eo]?|typ[eo]?|tipe|serie?s?|модел\w*|тип|موديل|דגם|मॉडल|รุ่น|mẫu|型[号號番]|机型|機型|모델)"
"""What a code behind is the one of a model: "model XR-2040"."""

COUPONS = (
    r"(?:(?:discount|promo|voucher|coupon)(?:[ -]code)?|"
    r"c(?:[óo]digo|odice|ode) (?:promo\w*|de descuento|de desconto|sconto|de r[ée]duction)|cup[óo]n|cupom|buono|"
    r"(?:gutschein|rabatt)\w*|kortings?code|kod(?:u|em)? (?:rabatow\w+|promocyjn\w+)|kupon\w*|промокод\w*|купон\w*|"
    r"indirim kodu|kode promo|mã giảm(?: giá)?|كود (?:الخصم|خصم)|كوبون|קופון|कूपन|โค้ด(?:ส่วนลด)?|クーポン(?:コード)?|쿠폰|"
    r"优惠码|優惠碼|折扣[码碼])"
)
"""What a code behind is the one of a coupon."""

COPULAS = (
    r"(?:is|was|es|ese|este|esta|era|é|è|est|c'est|ist|war|to|jest|это|мой|моя|це|моє|my|mi|meu|minha|mio|il|el|o|la|a|ma|"
    r"meine?|mijn|moje|هذا|هذه|هو|هي|זו|זה|היא|benim|bu|itu|adalah|là|คือ|เป็น|है|मेरा|mera|は|が|是|我的|我|제|이|的)"
)
"""What stands between a number and the word for an order behind it: "1042 is my order"."""

REGARDING = (
    r"(?:(?:it'?s |is )about|regarding|concerning|re|es geht um|geht um|bezüglich|betreff|betrifft|betr\.?|gaat over|betreft|"
    r"c'est|concerne|concernant|au sujet de|se trata de|es sobre|riguarda|si tratta d\w+|dotyczy|chodzi o|"
    r"речь о|насчет|щодо|йдеться про|بخصوص|بشأن|לגבי|בקשר ל|בנוגע ל|tentang|soal|mengenai|về|vụ|เรื่อง|关于|關於)"
)
"""What a letter begins with: "regarding 1042"."""

ARTICLES = r"(?:the|el|la|le|il|lo|o|a|die|der|das|den|de|het)"

# Long ones only: a short word is too near to another.
SPELT = [
    "pedido", "pedidos", "commande", "commandes", "bestellung", "bestellnummer", "ordine", "bestelling", "bestelnummer",
    "zamówienie", "zamowienie", "zamówienia", "zamowienia", "заказа", "заказу", "замовлення", "замовленню", "замовленні",
    "sipariş", "siparişim", "siparis", "siparisim", "pesanan", "pesananku", "encomenda", "طلبيتي", "الطلبية", "אורדר",
    "ההזמנה",
]  # fmt: skip
"""The words for an order that a slip may be put right to."""

MISSPELT = "ऑडर|ऑर्ड|आडर|ऑडर्र|쥬문번호|주믄번호|주문번오|заказз|закза|закас|закз"
"""Slips in scripts and words where none is put right by itself."""
