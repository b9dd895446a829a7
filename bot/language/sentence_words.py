"""The words by which a sentence is told from a name: whoever speaks says I and you, is and has, not, please and where.

Of articles and prepositions names are made as well ("Lord of the Rings", "Eau de Parfum", "Die Verlorene Ehre").
"""

from collections.abc import Iterable, Mapping

_SAID: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "i i'm i've i'd im ive it's its me my mine we we're our you your ur u they he she it this that these those there "
            "is isn't isnt are aren't was wasn't were be been am has hasn't have haven't had do don't dont does doesn't doesnt "
            "did didn't didnt can can't cant could will won't wont would should want wanna need get got not nothing never no "
            "please pls thanks thank sorry hello hi yes where when what why how who came arrived ordered paid says said speak "
            "today yesterday now days weeks refund money order parcel but still only too received box broken wrong instead"
        ),
        "es": (
            "yo me mi mis te tu tus ustedes usted lo le les nos se esto eso este esta está esa ese aquí ahí es son era fue soy "
            "estoy estan están estaba hay ha he han había tengo tiene tienen quiero quiere puedo puede pueden no ni nada nunca "
            "nadie sí por favor gracias hola donde dónde cuando cuándo que qué porque como cómo quien llegó llego llega pedí "
            "pedi pagué pague compré compre falta ya hoy ayer días dias semanas reembolso dinero pedido paquete euros vino "
            "llegaron trae caja pero también después sigo solo así"
        ),
        "pt_BR": (
            "eu me meu minha meus minhas você voce vocês voces vc vcs lhe isso isto esse essa este esta aqui aí é eh são era "
            "foi sou estou tô to está ta tá tem tenho têm tinha há quero quer posso pode podem não nao n nem nada nunca "
            "ninguém sim por favor obrigado obrigada oi olá onde cadê cade quando que porque pq como quem chegou veio pedi "
            "paguei comprei falta já ja hoje ontem dias semanas reembolso dinheiro pedido pacote reais mas depois só ficou "
            "cobraram ainda sem"
        ),
        "fr": (
            "je j'ai j'avais j'attends jai mon ma mes moi vous votre vos tu ton ils elle il on nous ça ca c'est cest ce cet "
            "cette est était etait sont suis êtes avez ai ont avait veux voudrais peux pouvez peut faut n'est n'ai n'a ne pas "
            "rien jamais personne oui merci bonjour svp s'il où quand que qu'est quoi pourquoi comment qui arrivé reçu recu "
            "commandé commande payé manque déjà aujourd'hui hier jours semaines remboursement argent colis euros mais depuis "
            "puis toujours carton seulement"
        ),
        "de": (
            "ich mir mich mein meine meinen meinem wir uns ihr euch euer sie du dein er es ist sind war waren bin bist hab "
            "habe hat haben hatte will möchte kann könnt können soll muss wird wurde nicht nich nix nichts kein keine nie ja "
            "bitte danke hallo wo wann was warum wieso wie wer noch schon gekommen bekommen bestellt bezahlt fehlt passt geht "
            "heute gestern tage tagen wochen geld bestellung paket euro aber auch nur statt erst karton jetzt kost"
        ),
        "it": (
            "io mi mio mia miei mie voi vostro vostra tu lei lo gli ci questo questa quello quella qui è e' sono era sei siete "
            "ho ha hanno avete avevo c'è voglio vorrei posso può potete non nn niente nulla nessuno mai sì si per favore "
            "grazie ciao dove dov'è quando che cosa perché perche come chi arrivato arriva ordinato pagato comprato manca già "
            "ancora oggi ieri giorni settimane rimborso soldi ordine pacco euro ma anche solo dentro scatola preso"
        ),
        "pl": (
            "ja mi mnie mój moj moja moje mam masz ma macie mają wy wam wasz pan pani ten ta to te tego jest są sa był byl "
            "była było jestem chcę chce mogę moge może można nie nic nikt nigdy tak proszę prosze dziękuję dzieki cześć gdzie "
            "kiedy co dlaczego czemu jak kto czy przyszło przyszła doszło dostałem zamówiłem zamowilem kupiłem brakuje już "
            "jeszcze dziś dzis dzisiaj wczoraj dni tygodnie zwrot pieniądze zamówienie paczka cena teraz zł ale tylko dla być "
            "miało miały zamiast przesyłka kurier kupiłam"
        ),
        "nl": (
            "ik mij me mijn mn wij we ons onze jullie jij je u uw hij ze zij dit dat er is zijn was waren ben bent heb heeft "
            "hebben had wil kan kunnen moet wordt werd niet nie niets niks geen nooit niemand ja graag alsjeblieft bedankt "
            "hallo waar wanneer wat waarom hoe wie gekomen gekregen besteld betaald ontbreekt past nog al vandaag gisteren "
            "dagen weken geld bestelling pakket euro maar ook toch steeds zonder doos ontvangen"
        ),
        "tr": (
            "ben bana beni benim biz bize siz size sizin sen o bu şu var yok mı mi mu mü değil degil hiç hic evet hayır lütfen "
            "lutfen teşekkürler merhaba selam nerede nerde ne zaman neden niye nasıl nasil kim geldi gelmedi gelmiş istiyorum "
            "isterim ettim aldım aldim verdim ödedim oldu olmadı oluyor hala hâlâ daha çıktı cikti eksik diyor yazıyor paramı "
            "musunuz misiniz mısınız bugün bugun dün dun gün hafta para iade sipariş siparişim siparişimde kargo fark farkı "
            "ama diye bile gibi geri kutu geldiniz dediniz kere"
        ),
        "vi": (
            "tôi toi mình minh em anh chị chi bạn shop này kia đó là la có co đã da đang sẽ được dc đc bị bi muốn muon cần "
            "không khong ko k hông chưa chua rồi roi vâng dạ ạ cảm cam ơn on xin chào đâu dau khi nào gì sao thế ai nhận mua "
            "đặt trả thấy hôm nay ngày tuần tiền hàng đơn giá mà thiếu giao như với"
        ),
        "id": (
            "saya aku gue gw kami kita kamu anda kalian kak ini itu ada adalah sudah udah belum blm mau ingin bisa boleh harus "
            "tidak tdk nggak gak ga bukan jangan ya tolong mohon terima kasih halo mana dimana kapan apa kenapa gimana "
            "bagaimana siapa sampai datang pesan beli bayar dapat dikirim diterima kok sih dong hari kemarin minggu uang "
            "barang pesanan paket harga sekarang skrg cuma lagi pecah isinya kena katanya"
        ),
    }.items()
}


def is_sentence(words: Iterable[str], language: str) -> bool:
    """Whether somebody says something in these words, small and in a language of Latin letters; of no other is anything known."""
    said = _SAID.get(language)
    return said is None or not said.isdisjoint(words)
