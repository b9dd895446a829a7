"""What is said of sums in all languages at once: that they are today's, were paid, were charged or given back, are freight."""

NOW = (
    r"(?:(?<!\w)(?:now|today|ahora|hoy|agora|hoje|maintenant|aujourd'hui|là(?= c'est)|jetzt|heute|nun|adesso|ora|oggi|nu|nou|"
    r"vandaag|teraz|dzi[sś]|dzisiaj|сейчас|теперь|щас|сегодня|зараз|тепер|сьогодні|şimdi|simdi|bugün|و?الآن|و?الان|و?الحين|"
    r"و?دلوقتي|و?اليوم|ו?עכשיו|ו?היום|अब|आज|ab|abhi|aaj|sekarang|skrg|hari ini|giờ|bây giờ|hôm nay)(?!\w)|ตอนนี้|เดี๋ยวนี้|วันนี้|今|지금|"
    r"오늘|现在|現在|如今|现价|現價|特价|特價|隔天|第二天|次日)"
)
"""What tells a price of today from an earlier one."""

BUT = r"(?:(?:e|y|et|und|a|а|i|и|en|and|but|pero|mas|ma|mais|aber|maar|ale|но|але|ama|و|ו|और|aur|dan|nhưng|mà)\s)"
"""What joins two sentences of two prices."""

PAID_BEFORE = (
    r"(?:(?:(?<!\w)(?:pag(?:u[ée]|amos|ado|aba|ato|ai|uei|ou)|compr(?:[éeo]|ado|ei|ou) (?:por|a)|cost(?:[óo]|aba|ava|ato|ou)|"
    r"val[ií]a|(?:e?sta(?:ba|va)|tava|estaba)(?: a)?|saiu por|comprato a|paid|bought (?:it |this |them )?(?:for|at)|cost(?: me)?|"
    r"was|were|gekostet|kostete|war|payée?|acheté\w? à|co[uû]tait|était à|kostte|betaalde|gekocht voor|"
    r"zap[łl]aci[łl]\w*|kupi[łl]\w* za|kosztowa[łl]\w*|by[łl]\w(?: za)?|заплати\w+|оплати\w+|отда[лв]\w*|віддав\w*|"
    r"купи\w+ за|взя\w+ за|брал\w? за|стоил\w*|коштува\w+|было|був\w?|було|دفعت|(?:ا?شتريت\w*|شريت\w*|كان\w*) ?ب?|שילמתי|"
    r"קניתי ב|עלה|היה|на сайт[еі]|(?:ال|بال)موقع|באתר|site pe|(?:the )?(?:web)?site (?:says|said)|la web (?:pone|dice)|"
    r"in der app|web ghi)\s?-?|จ่าย(?:ไป)?|เคย|หน้าเว็บ|사이트(?:엔|에는)?|付了?|花了?|原[价價]|[页頁]面[写寫]?|[标標]价?)\s?)"
)
"""Behind it stands what was paid, or was to be paid."""

PAID_BEHIND = (
    r"(?:'?\s?(?:[yn]?[aeıi]\s)?(?:gekauft|bezahlt|gezahlt|gekocht|betaald|ödedim|ödemiştim|odedim|aldım|almıştım|aldim|verdim|"
    r"दिए|दिया|में लिया|mein liya|diye|diya|원?\s?냈는데|에 샀는데|주고 샀는데|で買って|に買って|払って|[买買]的|[买買]了?|入手|"
    r"拍的|下单|下單|付的?))"
)
"""Before it stands what was paid."""

TAKEN_BEFORE = (
    r"(?:(?<!\w)(?:cobr\w+|pag[aou]\w*|devolv\w+|descont\w+|cargaron|debit\w+|pr[ée]lev\w+|d[ée]bit[ée]\w*|pay[ée]\w*|"
    r"factur[ée]\w*|rembours[ée]\w*|rendu|preso|presi|addebitat\w|scalat\w|restituit\w|ridat\w|rimborsat\w|"
    r"charged?(?: me| us)?|paid|took|refunded|got(?: back)?|gave(?: me)?(?: back)?|pobra\w+|[śs]ci[ąa]gn\w+|zap[łl]aci\w+|"
    r"odda[lł]\w*|zwr[óo]ci\w+|policzy\w+|skasowa\w+|списал\w*|сняли|зняли|взяли|вернул\w*|повернул\w*|заплати\w+|оплати\w+|"
    r"отдал\w?|віддал\w?|вышло|вийшло|و?(?:خصم\w*|رج[عّ]\w*|دفعت|[اأ]خذت\w*|سحبت\w*|حسبت\w*)|"
    r"ו?(?:החזר\w*|חייב\w*|שילמתי|לקח\w*|גבית\w*|ירדו?|קיבלתי)|"
    r"(?:abgebucht|berechnet|bezahlt|gezahlt)(?: wurden| hab\w*)?|afgeschreven|kepotong|dipotong|dibalikin|"
    r"bayar|vale|worth|wert|waard|vaut|"
    r"trừ|hoàn|trả)(?!\w)|หัก(?:ไป)?|คืน(?:มา|ให้)?|จ่าย(?:ไป)?|เก็บ(?:ไป)?|[退扣付收花][了我]{0,2})"
)
"""Behind it stands what was charged or given back, or what a thing is worth."""

OF_ANOTHER = (
    r"(?:(?<!\w)(?:(?:otr[ao]|another|other|ander\w+|autre|altr[oa]|outr[oa]|innym|другом|іншому|başka)\s\w+|"
    r"(?:sister|brother|friend|mate|wife|husband|mum|mom|colleague|neighbou?r|herman[ao]|amig[ao]|mujer|marido|vecin[ao]|madre|"
    r"schwester|bruder|freundin?|frau|mann|kolleg\w+|nachbar\w*|s(?:œ|oe)ur|fr[eè]re|cop(?:ine|ain)|amie?|femme|mari|voisine?|"
    r"sorella|fratello|amic[ao]|moglie|marito|vicin[ao]|irm[ãa]o?|esposa|colega|vizinh[ao]|zus|broer|vriendin?|vrouw|man|collega|"
    r"siostra|brat|kole[gż]\w+|m[ąa][żz]|[żz]ona|s[ąa]siad\w*|сестра|брат|подруга|друг|жена|муж|сосед\w*|мама|дружина|чоловік|"
    r"сусід\w*|ablam|kardeşim|arkadaşım|komşum|eşim|و?(?:اختي|اخوي|صديق[يةت]ي?|صاحبتي|جارتي)|"
    r"ו?(?:אחותי|אחי|חבר(?:ה|תי|י)|אשתי|בעלי|השכנה)|(?:behen|bhai|dost|padosi|बहन|भाई|दोस्त|पड़ोसी)(?:\s(?:ne|ने))?))(?!\w))"
)
"""Behind it stands what somebody else paid, or what it is elsewhere."""

TAKEN_BEHIND = (
    r"\s(?:abgebucht|bezahlt|gezahlt|berechnet|abgezogen|zur[üu]ck\w*|erstattet|afgeschreven|betaald|terug\w*|gerekend|"
    r"çek\w+|ödedi\w*|odedi\w*|aldı\w*|iade|tahsil|kaat\w*|liye|liya|diye|diya|wapas|mil[ae]|काट\w*|लिए|लिया|दिए|दिया|वापस|"
    r"मिल\w*)"
)
"""Before it stands what was charged or given back."""

ONLY = (
    r"(?:(?:only|just|s[oó]lo|só|apenas|solamente|seulement|que|soltanto|appena|nur|bloß|slechts|maar|tylko|только|всего|лише|"
    r"тільки|sadece|بس|فقط|רק|sirf|केवल|सिर्फ|cuma|hanya|có|chỉ)\s|แค่|只|才)"
)

ONLY_BEHIND = r"(?:only|just|nur|solo|seulement|tylko|только|лише|всего|بس|فقط|רק|sirf|cuma|doang|saja)(?!\w)"

PLUS = (
    r"(?:\+|plus|m[áa]s|mais|più|and|y|e|et|und|en|i|и|і|та|плюс|artı|ve|و|ו-?|ועוד|dan|và|aur|fora)\s?(?:[ol]?os |l[ae]s? |the |"
    r"die )?"
)
"""What joins a price and what comes to it."""

FREIGHT = (
    r"(?:env[ií]o|shipping|postage|p&p|delivery|customs|versand\w*|porto|zoll|livraison|frais|port|douane|spedizione|dogana|frete|"
    r"verzend\w*|bezorg\w*|wysy[łl]k\w*|dostaw\w*|przesy[łl]k\w*|c[łl]a|доставк\w*|пошлин\w*|мит[оа]|kargo|gümrük|شحن|توصيل|"
    r"جمارك|משלוח|מכס|ongkir|aduana|correos?|correio|posta|poste|pocztą?|почт[аыу]|пошт[аиу]|בדואר|דואר|بريد|[aá]lfandega|taxa|налог\w*)(?!\w)"
)
"""What is paid beside the price."""
