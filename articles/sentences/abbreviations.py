"""What a full stop after a known short form means, language by language."""

from typing import Final, NamedTuple


class ShortForms(NamedTuple):
    """Short forms without their last stop, in lower case, by what comes after them.

    `names`: a name or noun follows, so no sentence ends here (Dr., Gen., Mt.).
    `numbers`: short when a number follows (p. 55, No. 7), else an ordinary word.
    `links`: something always follows (vs., e.g., z.B.).
    `ends`: may close a sentence, and does when an opener follows (co., etc., U.S.).
    `openers`: words with a capital that start a sentence far more often than a name.
    """

    names: frozenset[str]
    numbers: frozenset[str]
    links: frozenset[str]
    ends: frozenset[str]
    openers: frozenset[str]


def _forms(names: str, numbers: str, links: str, ends: str, openers: str) -> ShortForms:
    return ShortForms(*(frozenset(group.split()) for group in (names, numbers, links, ends, openers)))


ENGLISH: Final = _forms(
    names="""
        mr mrs ms mx dr drs prof rev revd hon messrs mme mlle mt gen lt col maj capt cpt cmdr comdr cdr brig
        adm sgt cpl pvt pte gov lt.gov sen rep reps sens pres amb supt insp det asst assoc atty dist fr
        v.adm r.adm maj.gen lt.gen lt.col brig.gen rt.hon
    """,
    numbers="""
        no nos p pp vol vols fig figs arts sec secs ch chap chaps para paras pt pts eq eqs rs n° nº bk ca c
        approx v ver op jan feb mar apr jun jul aug sep sept oct nov dec
    """,
    links="vs e.g i.e eg ie viz cf a.k.a aka incl esp resp pop tel",
    ends="""
        co corp inc ltd llc plc bros cie gmbh s.a s.a.s s.l s.p.a s.r.l n.v b.v etc al jr sr esq ave blvd rd
        st dept univ a.m p.m u.s u.k u.n e.u u.s.a d.c b.c a.d ph.d m.d b.a m.a hwy dec est govt intl ft lb
        oz hr hrs min eds ala ariz calif colo conn fla kan mich minn mont neb nev okla penn tenn tex wis wyo
    """,
    openers="""
        The A An This That These Those It He She They We You I There Here What When Where Who Why How Which
        Whose If But And Or So Yet Nor For In On At By As After Before Since Because Although Though While
        With Without From To Of His Her Its Their Our My Your Is Are Was Were Do Does Did Has Have Had Can
        Could Will Would Should May Might Must However Then Now Also Not No Yes Some Many Most Few All Each
        Every Both Another Other One Two Three Let Please Meanwhile Instead Despite During Under Over Until
        Today Yesterday It’s It's I’m I'm I've I’ve That’s That's He’s He's She’s She's They’re They're
        We’re We're Don’t Don't Once Only Even Still Perhaps Thus Hence Such
    """,
)
SPANISH: Final = _forms(
    names="""
        sr sra srta sres sras d dª dña dr dra dres prof profa lic ing arq gral gob cnel cap tte sgto pdte
        pdta excmo excma ilmo ilma rvdo fr sto sta mons av avda avd ctra pza pl c mt admón dpto depto ud uds
        vd vds prov ej
    """,
    numbers="""
        no nos n.º nº núm núms num pág págs pag pags p pp vol vols cap caps art arts fig figs tel tfno apdo
        ene feb mar abr may jun jul ago sep sept set oct nov dic lun mié jue vie sáb dom aprox máx mín
    """,
    links="p.ej p.e vs cf i.e e.g",
    ends="""
        etc cía co inc ltd km kg cm min seg hr hrs s.a s.l a.c d.c a.m p.m ee.uu uu ee rr.hh c.v jr
    """,
    openers="""
        El La Los Las Un Una Unos Unas Lo Este Esta Esto Estos Estas Ese Esa Eso Aquel Aquella Él Ella Ellos
        Ellas Yo Tú Nosotros Usted Se Su Sus Mi Mis En De Del Con Sin Por Para Desde Hasta Según Sobre Tras
        Y O Pero Sino Aunque Cuando Como Cómo Donde Dónde Qué Quién Cuál Si Sí No Ya También Además Entonces
        Luego Hoy Ayer Mañana Hay Es Son Fue Fueron Era Está Están Ha Han Había Al Así Pues Porque Mientras
        Muy Más Todo Todos Nadie Nada
    """,
)
FRENCH: Final = _forms(
    names="""
        m mm mr mme mmes mlle mlles me mgr dr pr prof st ste sts gal cdt cap col lt sgt vve av bd boul pl
    """,
    numbers="""
        n° no nos p pp vol t fig chap art arts al éd ch env tél janv févr avr juil sept oct nov déc max min
    """,
    links="c.-à-d c.à.d p.ex ex cf vs i.e e.g",
    ends="etc cie co inc ltd s.a s.a.s s.a.r.l av.j.-c j.-c apr.j.-c r.p",
    openers="""
        Le La Les L’ Un Une Des Ce Cet Cette Ces C’est C'est Il Elle Ils Elles On Je Nous Vous Tu Son Sa Ses
        Leur Leurs Mon Ma Mes Notre Votre En Dans Sur Sous Pour Par Avec Sans Depuis Après Avant Selon Entre
        Et Ou Mais Donc Or Car Si Quand Comme Comment Pourquoi Où Qui Que Quel Quelle À Au Aux De Du Cela Ça
        Ainsi Alors Puis Enfin Aujourd’hui Hier Demain Tout Tous Toutes Ne Non Oui Même Toutefois Cependant
        Pourtant
    """,
)
GERMAN: Final = _forms(
    names="""
        hr fr frl dr prof st hl ing dipl mag rer nat med phil jur habil gen oberst hptm lt geb gest frhr
        gebr kfm mio mrd tsd mill jh hrsg zit sog bzw evtl ggf inkl exkl zzgl max min bes insb verh vgl
    """,
    numbers="""
        nr nrn s bd bde abb abs art kap tab tel st ca jan feb febr mär apr jun jul aug sept sep okt nov dez
        mo di mi do fr sa so ziff rn anm anl aufl rd
    """,
    links="z.b z.t z.zt d.h u.a.m i.d.r i.v o.ä. m.e u.u s.o s.u v.a vs",
    ends="usw etc str std sek u.a u.ä o.ä o.g e.v a.d co u.s.w v.chr n.chr chr",
    openers="""
        Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Du Man Dies Diese Dieser
        Dieses Jene Sein Seine Ihre Mein Meine Unser Unsere Kein Keine In Im Am An Auf Aus Bei Mit Nach Von
        Vom Zu Zum Zur Für Über Unter Durch Gegen Seit Während Und Oder Aber Doch Denn Sondern Wenn Weil Als
        Ob Wie Was Wer Wo Wann Warum Da Dort Hier Heute Gestern Morgen Auch Nur Noch Schon So Dann Damit
        Dabei Dazu Deshalb Jedoch Allerdings Nicht Ja Nein
    """,
)
RUSSIAN: Final = _forms(
    names="""
        г гг г-н г-жа гор проф акад доц инж д-р ген полк майор кап лейт им св ул пр просп пер пл бул наб обл
        р-н пос пгт дер с о оз р тов гр гл кн ин
    """,
    numbers="""
        № стр с рис табл гл ст п пп кв д корп тел т тт янв февр мар апр июн июл авг сент окт нояб дек ок см
        ср вып пн вт чт пт сб вс
    """,
    links="т.е т.к т.н напр лат англ нем франц",
    ends="""
        т.д т.п др пр н.э руб коп долл тыс млн млрд трлн мин сек час ч кг км см мм куб.м м у.е
    """,
    openers="""
        Он Она Оно Они Мы Вы Ты Это Этот Эта Эти Тот Та Те Но Однако Если Когда Как Что Кто Где Почему Так
        Также Тогда Затем Потом Поэтому Кроме После Перед Сейчас Сегодня Вчера Завтра Все Всё Его Её Их Наш
        Наша Наши Ещё Уже Не Ни Для Под Над Между Там Здесь Тут Хотя Пока Потому
    """,
)
ARABIC: Final = _forms(
    names="د أ م أ.د ص ج ط هـ",
    numbers="ص ص.ب ج ط ق م",
    links="",
    ends="إلخ الخ ق.م هـ",
    openers="",
)
PERSIAN: Final = _forms(
    names="دکتر د م آ",
    numbers="ص ج ش",
    links="",
    ends="ه.ق ه.ش ق.م",
    openers="",
)
URDU: Final = _forms(
    names="ڈاکٹر ڈ پروفیسر م",
    numbers="ص ج",
    links="",
    ends="ق.م",
    openers="",
)
HINDI: Final = _forms(
    names="""
        डॉ डा श्री श्रीमती सुश्री प्रो पं कु मो सं स्व ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर
        एस टी यू वी डब्ल्यू एक्स वाई जेड बी.के
    """,
    numbers="सं क्र पृ रु",
    links="",
    ends="ई.पू",
    openers="",
)
ITALIAN: Final = _forms(
    names="""
        sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv arch geom rag dir amm on sen gen col cap
        mons s sto
    """,
    numbers="""
        n nn pag pagg p pp vol fig art cap tel gen feb mar apr mag giu lug ago set ott nov dic
    """,
    links="es ad.es cfr vs cioè",
    ends="ecc etc s.p.a s.r.l a.c d.c co d",
    openers="""
        Il Lo La I Gli Le Un Una Questo Questa Egli Lui Lei Essi Noi Voi Io Si Ma E O In Nel Nella Con Per
        Da Dal Di Su Se Quando Come Dove Chi Che Non È Sono Era Ha Hanno Poi Dopo Oggi Ieri
    """,
)

SHORT_FORMS: Final[dict[str, ShortForms]] = {
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
    "de": GERMAN,
    "ru": RUSSIAN,
    "ar": ARABIC,
    "fa": PERSIAN,
    "ur": URDU,
    "hi": HINDI,
    "it": ITALIAN,
}

DAY_ORDINALS: Final[dict[str, frozenset[str]]] = {
    "de": frozenset(
        """
            januar jänner februar märz april mai juni juli august september oktober november dezember
            jahrhundert jahrhunderts weltkrieg weltkriegs auflage kapitel jahrestag geburtstag platz stock
            klasse quartal quartals halbjahr halbjahrs liga bundesliga
            """.split()
    )
}
"""Nouns with a capital before which a number with a stop says which one: 12. Juni."""

ORDINAL_LEADS: Final = frozenset(
    "am vom zum im der die das den dem des bis ab seit beim dessen deren ihr ihre sein seine".split()
)
"""German words before an ordinal: "der 3. Oktober", "im 19. Jahrhundert"."""

BRANDS: Final = frozenset({"Yahoo", "Jeopardy", "Kahoot", "Yum"})
"""Names written with an exclamation mark."""

REPORTING: Final = frozenset(
    """
    said says asked asks added adds replied replies wrote writes told tells shouted cried explained insisted
    warned argued noted continued concluded recalled whispered answered
    """.split()
)
"""English verbs that hang a speaker on a quotation: “No!” Smith said."""
