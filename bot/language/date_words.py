"""How people say when something was, language by language: what CLDR does not tell, and what is said in a chat and in no book."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words as alternatives of a pattern. `before` and `behind` make a span of time one that is past: "seit", "ago".

    `fixed` are spans in one word, as "d2", "w1" or "m1". `last` and `last_behind` stand beside a weekday that is past,
    `ahead` before one that is still to come or comes again and again. `weekdays` and `months` add to CLDR's, from Monday and
    January on, parted by blanks; `counts` are numbers said of spans of time alone, from one on.
    """

    today: str
    yesterday: str
    two_days_ago: str
    tomorrow: str
    units: tuple[str, str, str]
    before: str
    behind: str
    last_week: str
    last_month: str
    last: str
    last_behind: str = "(?!)"
    ahead: str = "(?!)"
    at: str = "(?!)"
    fixed: Mapping[str, str] | None = None
    ones: str = "(?!)"
    weekdays: str = ""
    months: str = ""
    counts: str = ""


DATE_WORDS: Mapping[str, DateWords] = {
    "en": DateWords(
        "today|this morning|tonight", "yesterday|last night|yday", "day before yesterday", "tomorrow|tmrw|tmr",
        ("days?", "weeks?|wks?", "months?|mths?"), r"(?:wait(?:ing|ed|in)?|been|stuck|missing|late|gone|"
        r"down)(?:\s\w+){0,4}?\sfor|over the (?:last|past)|the past|past", "ago|back|now|already",
        "last week|the week before", "last month", "last|past|this past", "last|gone", "next|every|each|coming|this coming",
        "on|since|from|until|by|the|dated|before|after|of|was", {"a fortnight": "w2", "a couple of weeks": "w2",
        "a couple of days": "d2", "a couple weeks": "w2", "couple of weeks": "w2",
         "couple of days": "d2", "a couple of months": "m2"},
        "an?", "_ tues weds thurs|thur _ _ _",
    ),
    "es": DateWords(
        "hoy|esta mañana", "ayer|anoche", "anteayer|antes de ayer|antier|antesdeayer", "mañana(?! por| en)",
        ("d[ií]as?", "semanas?|sem", "mes(?:es)?"), "hace(?: ya)?|desde hace|llevo|hacen?|va[n]? para", "atr[aá]s|ya|esperando",
        "la semana pasada|semana pasada|la otra semana", "el mes pasado|mes pasado", "el pasado|pasado|[úu]ltimo|este",
        "pasado|[úu]ltimo",
        "pr[oó]ximo|cada|todos los|este pr[oó]ximo|los", "el|del|desde el|al|d[ií]a", {"quincena": "w2",
        "un par de semanas": "w2", "un par de días": "d2", "un par de dias": "d2", "un par de meses": "m2"},
        weekdays="_ _ miercoles _ _ sabado _",
    ),
    "pt_BR": DateWords(
        "hoje|hj", "ontem|ontem à noite", "anteontem|antes de ontem|antontem", "amanhã|amanha",
        ("dias?", "semanas?", "m[êe]s|meses"), "h[áa](?: uns| umas)?|faz(?: uns| umas)?|fazem|desde|tem",
        "atr[áa]s|já|esperando",
        "(?:a )?semana passada|na outra semana", "(?:o )?m[êe]s passado", "[úu]ltim[oa]|passad[oa]", "passad[oa]",
        "pr[oó]xim[oa]|cada|tod[oa]s? as?|toda",
        "no|na|em|dia|desde|do|até", {},
        weekdays=" ".join(
            rf"(?:na|desde|última|nesta|até)\s{day}(?!\s(?:vez|compra|parte|pe[çc]a|opção))" for day in ("segunda",
            "ter[çc]a", "quarta", "quinta", "sexta")
        ) + " s[áa]bado domingo",
    ),
    "fr": DateWords(
        "aujourd'hui|ajd|ce matin", "hier(?: soir)?", "avant[- ]hier", "demain",
        ("jours?", "semaines?|sem", "mois"), "il y a|ya|depuis|ça fait|ca fait|y a", "déjà|deja|en arrière",
        "la semaine derni[èe]re|la semaine pass[ée]e|semaine derni[èe]re", "le mois dernier|mois dernier", "ce",
        "dernier|derni[èe]re|pass[ée]e?",
        "prochain|chaque|tous les", "le|du|depuis le|au|depuis", {"quinzaine": "w2", "quinze jours": "w2"},
    ),
    "de": DateWords(
        "heute(?: morgen| früh)?", "gestern(?: abend)?", "vorgestern", "morgen(?= )",
        ("tag(?:en|e)?", "wochen?", "monat(?:en|e)?"), "vor|seit|nun schon|schon|warte", "her|lang|schon",
        "letzte(?:r|n)? woche|vorige(?:r|n)? woche|vergangene(?:r|n)? woche",
        "letzte[nr]? monat|vorige[nr]? monat|im letzten monat",
        "letzte[nrm]?|vorige[nrm]?|vergangene[nrm]?|verg", "(?!)", "nächste[nrm]?|jede[nrm]?|kommende[nrm]?",
        "am|vom|seit|bis|dem|den|zum",
        {"vierzehn tagen": "w2"}, "eine[rmn]?",
    ),
    "it": DateWords(
        "oggi|stamattina|stamani", "ieri(?: sera)?", "l'altro ieri|altroieri|avantieri|ier l'altro|altro ieri", "domani",
        ("giorn[oi]", "settiman[ae]|sett", "mes[ei]"), "da(?: più di)?|sono|son|aspetto da", "fa|addietro|ormai|orsono",
        "la settimana scorsa|(?:la )?scorsa settimana|settimana scorsa", "il mese scorso|(?:lo )?scorso mese|mese scorso",
        "scors[oa]|questo", "scors[oa]",
        "prossim[oa]|ogni|tutti i", "il|lo|l'|dal|del|al|la|di", {"quindicina": "w2"}, "una?",
        "luned[iì]'? marted[iì]'? mercoled[iì]'? gioved[iì]'? venerd[iì]'? _ _",
    ),
    "nl": DateWords(
        "vandaag|vanmorgen|vanochtend", "gisteren|gister|gisteravond", "eergisteren|eergister", "morgen(?= )",
        ("dag(?:en)?", "weken|week|wk", "maand(?:en)?|mnd"), "sinds|al|reeds|wacht al", "geleden|terug|al",
        "vorige week|afgelopen week|verleden week", "vorige maand|afgelopen maand", "vorige|afgelopen|verleden|laatste", "(?!)",
        "volgende|elke|iedere|komende|aanstaande", "op|sinds|van|vanaf|tot|de", {"veertien dagen": "w2"}, "één|een|'n",
    ),
    "pl": DateWords(
        "dzisiaj|dziś|dzis", "wczoraj", "przedwczoraj|onegdaj", "jutro",
        ("dni|dzień|dnia", "tygodni(?:e|a|u)?|tydzień|tydzien|tyg", "miesi[ąa]c(?:e|a)?|miesi[ęe]cy|mies"),
        "od|przed|już|czekam", "temu|czekam",
        "(?:w )?zesz[łl]ym tygodniu|(?:w )?ubieg[łl]ym tygodniu|(?:w )?poprzednim tygodniu|tamten tydzień|"
        "(?:w )?tamtym tygodniu",
        "(?:w )?zesz[łl]ym miesi[ąa]cu|(?:w )?ubieg[łl]ym miesi[ąa]cu",
        "zesz[łl](?:y|ą|a|ego)|ostatni(?:ą|ego)?|ubieg[łl](?:y|ą|ego)|miniony", "(?!)",
        "następny|nastepny|przysz[łl][yąa]|każdy|kazdy|najbliższy", "w|we|od|dnia|do|z",
        {"tydzień": "w1", "tydzien": "w1", "tygodnia": "w1", "miesiąc": "m1", "miesiąca": "m1", "dwa tygodnie": "w2"},
        weekdays="poniedzia[łl](?:ek|ku) wtor(?:ek|ku) [śs]rod[aęey] czwart(?:ek|ku) pi[ąa]t(?:ek|"
        "ku) sobot[aęye] niedziel[aęi]",
    ),
    "ru": DateWords(
        "сегодня|сёдня|седня", "вчера(?: вечером)?|вчерашн\\w+", "позавчера", "завтра",
        ("дн(?:я|ей|ь)|день|дней", "недел(?:ю|и|ь|я)|нед", "месяц(?:а|ев)?|мес"), "уже|с|около|вот уже|жду",
        "назад|тому назад|жду|уже|как",
        "(?:на )?прошлой недел[еи]|прошлая неделя|той неделе", "(?:в )?прошлом месяце", "прошл(?:ый|ую|ого|ое|ой)", "(?!)",
        "следующ\\w+|кажд\\w+|будущ\\w+", "в|во|с|со|от|до|числа", {"неделю": "w1", "недели": "w1", "месяц": "m1",
        "месяца": "m1", "полмесяца": "w2"},
        weekdays="понедельник[а]? вторник[а]? сред[ауы] четверг[а]? пятниц[ауы] суббот[ауы] воскресень[ея]",
    ),
    "uk": DateWords(
        "сьогодні|сьодні", "вчора(?: ввечері)?|учора", "позавчора|позавчера", "завтра",
        ("дн(?:і|ів|я)|день", "тижн(?:і|ів|я)|тиждень|тиж|недел[юі]", "місяц(?:і|ів|я)|місяць|міс"),
        "вже|з|близько|чекаю|от вже|протягом", "тому|назад|чекаю|вже|як",
        "(?:на |того )?минулого тижня|(?:на )?минулому тижні|той тиждень|(?:на )?тому тижні",
        "(?:в |у )?минулому місяці|минулого місяця",
        "минул(?:ий|у|ого|ої)|попередн\\w+", "(?!)", "наступн\\w+|кожн\\w+", "в|у|з|зі|від|до|із",
        {"тиждень": "w1", "тижня": "w1", "місяць": "m1", "місяця": "m1"},
        weekdays="понеділ(?:ок|ка|ку) вівтор(?:ок|ка|ку) серед[ауи] четвер(?:га)? п'ятниц[юяі] субот[ауи] неділ[юяі]",
    ),
    "tr": DateWords(
        "bugün|bugun", "dün(?: akşam)?|dun", "evvelsi gün|önceki gün|evvelki gün|evelsi gün", "yarın|yarin",
        ("gün(?:dür)?|gun(?:dur)?", "hafta(?:d[ıi]r)?", "ay(?:d[ıi]r)?"), "(?!)",
        "önce|once|oldu|geçti|gecti|evvel|bekliyorum|beri|(?<=d[ıi]r)|(?<=dür)",
        "geçen hafta|gecen hafta|önceki hafta", "geçen ay|gecen ay", "geçen|gecen|bu", "(?!)",
        "gelecek|her|önümüzdeki|haftaya", "(?!)",
        {},
        weekdays=r"pazartesi(?:den|"
        r"nden)? sal[ıi](?:dan)? çar[şs]amba(?:dan)? per[şs]embe(?:den)? cuma(?:dan)? cumartesi(?:den)? pazar(?:dan)?(?!\syeri)",
    ),
    "ar": DateWords(
        "اليوم|النهارده|النهاردة", "[اأ]مس|[إا]مبارح|البارح[ةه]?|مبارح",
        "[أا]ول [أا]مس|[أا]ول [إا]مبارح|قبل [أا]مس|اول البارح", "بكرة|بكره|غدا|غداً",
        ("[أا]يام|يوم", "[أا]سابيع|[أا]سبوع", "[أا]شهر|شهور|شهر"), "قبل|منذ|من|صارله|صارلي|صار له|صار لي|بقاله|بقالي|لي",
        "مضت|وانا انتظر",
        "ال[اأ]سبوع الماضي|ال[اأ]سبوع اللي فات|ال[اأ]سبوع الفائت", "الشهر الماضي|الشهر اللي فات", "(?!)",
        "الماضي|اللي فات|الفائت|اللي راح", "كل", "يوم|من|منذ|في|بتاريخ",
        {"يومين": "d2", "أسبوعين": "w2", "اسبوعين": "w2", "شهرين": "m2", "أسبوع": "w1", "اسبوع": "w1", "شهر": "m1",
        "يوم": "d1"},
        weekdays="ال[اإ]ثنين|الاتنين الثلاثاء?|التلات|الثلاثا ال[أا]ربعاء?|ال[أا]ربعا الخميس الجمع[ةه] السبت ال[أا]حد",
        months=r"كانون\sالثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين\sال[أا]ول|"
        r"اكتوبر تشرين\sالثاني كانون\sال[أا]ول",
    ),
    "he": DateWords(
        "היום", "אתמול|אמש", "שלשום", "מחר",
        ("ימים|יום", "שבועות|שבוע", "חודשים|חודש"), "לפני|כבר|מזה|מלפני", "מחכה|שאני מחכה",
        "(?:ב)?שבוע שעבר|(?:ב)?שבוע הקודם", "(?:ב)?חודש שעבר", "(?!)", "שעבר|האחרון|הקודם", "כל", "ב|מ|ביום|מיום",
        {"יומיים": "d2", "שבועיים": "w2", "חודשיים": "m2", "שבוע": "w1", "חודש": "m1"},
        weekdays=" ".join(rf"(?:יום\s|[במ])(?:יום\s)?{day}" for day in ("שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת",
        "ראשון")),
    ),
    "hi": DateWords(
        "आज|aaj", "बीता कल|बीते कल", "(?!)", "(?!)",
        ("दिनो?ं?|din|दिन", "हफ़्ते|हफ्ते|हफ्तों|हफ़्तों|हफ्ता|सप्ताह|hafte|hafton|hafta",
        "महीने|महीनों|महीना|माह|mahine|mahina"), "पिछले|pichle|लगभग",
        "पहले|pehle|pahle|se|से|हो गए|हो गये|ho gaye|ho gaya|हो गया|बीत गए",
        "पिछले (?:हफ़्ते|हफ्ते|सप्ताह)|pichle hafte|पिछला हफ्ता", "पिछले (?:महीने|माह)|pichle mahine",
        "पिछले|pichle|बीते|गत", "(?!)", "अगले|हर|agle|har", "तारीख|दिनांक", {},
        weekdays="सोमवार|सोम|somvar|somwar मंगलवार|mangalvar|mangalwar बुधवार|budhvar|budhwar गुरुवार|गुरूवार|बृहस्पतिवार|"
        "guruvar|guruwar "
        "शुक्रवार|shukravar|shukrawar शनिवार|shanivar|shaniwar रविवार|इतवार|ravivar|itwar",
        months="जन(?:वरी)? फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|"
        "नवम्बर दिसंबर|दिसम्बर",
    ),
    "th": DateWords(
        "วันนี้", "เมื่อวาน(?:นี้)?(?!ซืน)", "เมื่อวานซืน|วานซืน", "พรุ่งนี้",
        ("วัน", "สัปดาห์|อาทิตย์", "เดือน"), "เมื่อ|มา|รอ", "ที่แล้ว|ก่อน|ที่ผ่านมา|แล้ว|มาแล้ว",
        "(?:สัปดาห์|อาทิตย์)(?:ที่แล้ว|ก่อน|ที่ผ่านมา)", "เดือน(?:ที่แล้ว|ก่อน|ที่ผ่านมา)", "(?!)",
        "ที่แล้ว|ก่อน|ที่ผ่านมา", "ทุก", "วันที่|เมื่อ|ตั้งแต่", {},
        weekdays="(?:วัน)?จันทร์ (?:วัน)?อังคาร วันพุธ (?:วัน)?พฤหัส(?:บดี)? (?:วัน)?ศุกร์ (?:วัน)?เสาร์ วันอาทิตย์",
    ),
    "vi": DateWords(
        "hôm nay|hom nay|sáng nay", "hôm qua|hom qua|tối qua", "hôm kia|hom kia|hôm trước", "ngày mai|(?<!ban )mai(?= )",
        ("ngày|ngay|hôm", "tuần|tuan", "tháng|thang"), "cách đây|từ|đã|hơn|được|cach day", "trước|truoc|nay|rồi|roi|qua",
        "tuần trước|tuần rồi|tuần qua|tuan truoc", "tháng trước|tháng rồi|thang truoc", "(?!)",
        "tuần trước|tuần rồi|vừa rồi|vừa qua|tuan truoc", "mỗi|hàng",
        "ngày|hôm|từ|vào", {},
        weekdays=r"th[ứu]\s(?:hai|2) th[ứu]\s(?:ba|3) th[ứu]\s(?:tư|tu|4) th[ứu]\s(?:năm|nam|5) th[ứu]\s(?:sáu|sau|"
        r"6) th[ứu]\s(?:bảy|bay|7) ch[ủu]\snh[ậa]t|cn",
    ),
    "id": DateWords(
        "hari ini|tadi pagi|barusan", "kemarin|kmrn|kemaren|semalam", "kemarin lusa|kemaren lusa|dua hari lalu", "besok|bsk",
        ("hari", "minggu|mgg|pekan", "bulan|bln"), "sudah|udah|sejak|selama|dari|udh|sdh",
        "(?:yang |yg )?lalu|kemarin|ini|nunggu",
        "minggu (?:yang |yg )?(?:lalu|kemarin)|pekan lalu", "bulan (?:yang |yg )?(?:lalu|kemarin)", "(?!)",
        "(?:yang |yg )?(?:lalu|kemarin)", "setiap|tiap",
        "hari|sejak|dari|tanggal|tgl|pada", {"seminggu": "w1", "sebulan": "m1", "sehari": "d1"},
        weekdays=r"senin selasa rabu kamis jum'?at|jumat sabtu hari\sminggu|ahad",
    ),
    "ja": DateWords(
        "今日|本日|今朝", "昨日|きのう|昨夜|昨晩", "一昨日|おととい|一昨夜", "明日|あした",
        ("日", "週間", "か月|ヶ月|カ月|ヵ月|ケ月|箇月"), "もう|かれこれ", "前|待って|経っ|たっ|以上前|ほど前|くらい前|も待",
        "先週", "先月", "先週の?|前の|この前の", "(?!)", "来週の?|毎週|次の", "(?!)", {},
        weekdays="月曜日?|[(]月[)] 火曜日?|[(]火[)] 水曜日?|[(]水[)] 木曜日?|[(]木[)] 金曜日?|[(]金[)] 土曜日?|"
        "[(]土[)] 日曜日?|[(]日[)]",
    ),
    "ko": DateWords(
        "오늘|오늘 아침", "어제|어젯밤|엊그제께", "그저께|그제|엊그제", "내일",
        ("일", "주일?", "개월|달"), "벌써|약", "전|째|됐|지났|넘게|이나 됐|이나 지",
        "지난 ?주|저번 ?주", "지난 ?달|저번 ?달", "지난 ?주|저번 ?주|지난|저번", "(?!)", "다음 ?주?|매주", "(?!)",
        {"한 달": "m1", "한달": "m1", "일주일": "w1", "이틀": "d2", "사흘": "d3", "나흘": "d4", "보름": "d15"},
        counts="한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
        weekdays="월요일|[(]월[)] 화요일|[(]화[)] 수요일|[(]수[)] 목요일|[(]목[)] 금요일|[(]금[)] 토요일|[(]토[)] 일요일|"
        "[(]일[)]",
    ),
    "zh_Hans": DateWords(
        "今天|今日|今早", "昨天|昨日|昨晚", "前天|前日", "明天|明日",
        ("天|日", "个?(?:星期|礼拜)|周", "个月"), "已经|过了|都|等了|有", "前|以前|之前|了|没",
        "上个?(?:星期|礼拜)|上周", "上个?月", "上个?(?:星期|礼拜|周)|上", "(?!)", "下个?(?:星期|礼拜|周)?|每个?", "(?!)",
        {"半个月": "d15"},
        weekdays="(?:星期|礼拜|周)一 (?:星期|礼拜|周)二 (?:星期|礼拜|周)三 (?:星期|礼拜|周)四 (?:星期|礼拜|周)五 (?:星期|"
        "礼拜|周)六 (?:星期|礼拜|周)[日天]",
    ),
    "zh_Hant": DateWords(
        "今天|今日|今早", "昨天|昨日|昨晚", "前天|前日", "明天|明日",
        ("天|日", "個?(?:星期|禮拜)|週|周", "個月"), "已經|過了|都|等了|有", "前|以前|之前|了|沒",
        "上個?(?:星期|禮拜)|上[週周]", "上個?月", "上個?(?:星期|禮拜|週|周)|上", "(?!)",
        "下個?(?:星期|禮拜|週|周)?|每個?", "(?!)", {"半個月": "d15"},
        weekdays="(?:星期|禮拜|週|周)一 (?:星期|禮拜|週|周)二 (?:星期|禮拜|週|周)三 (?:星期|禮拜|週|周)四 (?:星期|禮拜|週|"
        "周)五 (?:星期|禮拜|週|周)六 (?:星期|禮拜|週|周)[日天]",
    ),
}  # fmt: skip
