"""Holds the proposals to leave lines out to the tail and the head of an article."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.boilerplate import propose

OP_ED = Path(__file__).parents[3] / "shared" / "articles" / "op-ed.txt"
BODY = "The ministry met on Monday and settled the budget of the coming year."


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("© Example Press Ltd 2026. All rights reserved.", "copyright"),
        ("Alle Rechte vorbehalten", "copyright"),
        ("Sign up for our morning briefing", "newsletter"),
        ("The best of the week, delivered to your inbox", "newsletter"),
        ("Suscríbete a nuestro boletín", "newsletter"),
        ("Abonnez-vous à notre infolettre", "newsletter"),
        ("Jetzt abonnieren: unser Newsletter", "newsletter"),
        ("Subscribe now", "subscription"),
        ("Subscribe to continue reading", "subscription"),
        ("Example StoreDownload our app", "app"),
        ("Téléchargez l’appli", "app"),
        ("Network Links", "links"),
        ("Tags: budget, ministry", "links"),
        ("Datenschutzerklärung", "links"),
        ("Read more: Who pays for it?", "related"),
        ("Lire aussi : Qui paie ?", "related"),
        ("Share this article", "share"),
        ("12 comments", "share"),
        ("ADVERTISEMENT", "advertisement"),
        ("Werbung", "advertisement"),
        ("Back to top", "navigation"),
        ("The views expressed are the author's own.", "views"),
        (
            "Disclaimer: The views expressed in this article do not necessarily reflect those of the paper.",
            "views",
        ),
        ("Opinions expressed here are those of the columnist and not of Example Press.", "views"),
        ("Las opiniones expresadas en este artículo son de exclusiva responsabilidad del autor.", "views"),
        ("Les propos tenus dans cette tribune n’engagent que leurs auteurs.", "views"),
        ("Die hier geäußerten Ansichten sind nicht notwendig die der Redaktion.", "views"),
        ("Der Beitrag gibt die Meinung des Autors wieder.", "views"),
    ],
)
def test_keyword(line: str, rule: str) -> None:
    proposed = propose(["Title", BODY, line])
    assert list(proposed) == [2]
    assert proposed[2].name == rule
    assert proposed[2].sentence.endswith(".")


PHRASES = {
    "copyright": """© Example; (c) Example; Copyright Example; Copyright by
        Example; Copyright © Example; Copyright (c) the author; Copyright 2026 example; Copyright:
        Example Ltd. 2026; Copyright notice; Example 2026. All rights reserved; Example. Todos los
        derechos reservados; Example. Tous droits réservés; Example. Alle Rechte vorbehalten""",
    "newsletter": """Sign up to our newsletter; Subscribe to the briefing; Register for our bulletin; Join our inbox;
        Get breaking alerts; Get an alert; Receive daily updates; Receive an update; Get our e-mail; Get
        our emails; Get the digest; Suscribe al boletin; Regístrese a nuestro boletín; Registrate por
        correo; Recibe el correo; Inscrivez-vous à notre lettre d’info; Recevez notre lettre d'info;
        Recevez un courriel; Jetzt abonnieren: Rundbrief; Abonnieren Sie den Newsletter; Melden Sie sich
        zum Rundbrief an; Erhalten Sie es ins Postfach; All of it, straight to your inbox; Newsletters;
        Our weekly newsletter; The daily newsletter""",
    "subscription": """Sign up; Register today; Log in here; Sign in for free; Support us now; Become a member; Become
        a subscriber to continue; Subscribe to read; Sign in or register; Subscribe or log in; Subscribe
        only; Subscribe unlimited digital access; Register for full access; Suscríbete ahora; Suscribase
        aquí; Hazte socio hoy; Inicia sesión gratis; Abonnez-vous maintenant; S’abonner ici; S'abonner
        gratuitement; Se connecter; Jetzt abonnieren; Abo bestellen; Jetzt anmelden; Mitglied werden""",
    "app": """Get our app; Install the news app; Descarga nuestra app; Descárgate la app; Téléchargez notre
        appli; Téléchargez l'appli; Laden Sie unsere App; Laden Sie die App; Available on the App Store;
        Get it on Google Play; Download on the App Store""",
    "links": """Useful links; Quick links; Sitemap; Site map; Contact us; About us; Privacy policy; Terms of
        use; Terms and conditions; Cookie policy; Cookie settings; Advertise with us; Follow us on the
        wire; More from Example; Most read; Most popular; Most viewed; Trending; Trending now; Latest
        news; Latest stories; Top stories; Topic: ports; Filed under Ports; Aviso legal; Política de
        privacidad; Política de cookies; Contacto; Quiénes somos; Síguenos en la red; Lo más leído; Lo
        más visto; Mentions légales; Politique de confidentialité; Nous contacter; Suivez-nous ici; Les
        plus lus; Impressum; Datenschutz; Kontakt; Über uns; Folgen Sie uns hier; Meistgelesen""",
    "related": """Read also; Read next – Ports; Also read: Ports; See also | Ports; Related; Related article;
        Related articles; Related stories; Related story; Related topics; Related news; Recommended;
        Recommended for you; You may also like; You might also like; Don’t miss; Don't miss: Ports;
        Watch; Also read the ports; See also the ports; Lea también esto; Leer más; Le puede interesar;
        Te puede interesar; Noticias relacionadas; À lire aussi; Lire la suite; Sur le même sujet; Voir
        aussi; Lesen Sie auch; Mehr zum Thema; Weiterlesen; Auch interessant; Mehr dazu""",
    "share": """Share; Share on the wire; Share via mail; Tweet; Email this; Print; Print this; Copy link;
        WhatsApp; Facebook; Twitter; LinkedIn; Comment; Comments (12); Leave a comment; Post a comment;
        Save; Listen; Listen to this article; 5 shares; Compartir en la red; Comentario; Partager ici;
        Commentaires; Teilen per Post; Kommentare; Drucken""",
    "advertisement": """Advertisements; Advertising; Sponsored; Sponsored content; Sponsored by Example; Promoted; Story
        continues below; Story continues below this advertisement; Publicidad; Patrocinado; Publicité;
        Sponsorisé; Anzeige""",
    "navigation": """Skip to content; Skip to main content; Home; Menu; Search; Close; Next article; Previous
        article; Load more; Show more; 5 min read; 12 minutes read; 1 minute read; Volver arriba;
        Inicio; Haut de page; Accueil; Nach oben; Startseite; 4 Min. Lesezeit; Lesedauer: ca. 5 Minuten;
        3 min de lectura; Tiempo de lectura: 4 minutos; 5 min de lecture; Temps de lecture : 4 min""",
}


@pytest.mark.parametrize("rule", PHRASES)
def test_phrases(rule: str) -> None:
    for phrase in PHRASES[rule].split(";"):
        line = " ".join(phrase.split())
        assert [(line, found.name) for found in propose(["Title", BODY, line]).values()] == [(line, rule)]


ABROAD = {
    "copyright": """
        Todos os direitos reservados; © O Jornal, tutti i diritti riservati; Все права защищены.; جميع الحقوق
        محفوظة لصحيفة المثال © 2026; تمامی حقوق این سایت محفوظ است; جملہ حقوق بحق ادارہ محفوظ ہیں; सर्वाधिकार
        सुरक्षित © 2026; 版权所有 违者必究; 記事の無断転載を禁じます
    """,
    "newsletter": """
        Inscreva-se na nossa newsletter; Iscriviti alla newsletter; Подпишитесь на нашу рассылку; اشترك في
        نشرتنا البريدية; عضویت در خبرنامه; ہمارے نیوز لیٹر کے لیے سائن اپ کریں; हमारे न्यूज़लेटर के लिए साइन अप
        करें; 订阅我们的邮件通讯; メールマガジンに登録する
    """,
    "subscription": """
        Assine já; Abbonati ora; Оформить подписку; اشترك الآن; ثبت‌نام; سبسکرائب کریں; सब्सक्राइब करें;
        立即订阅; 無料会員登録はこちら
    """,
    "app": """
        Baixe o nosso app; Scarica l’app; Скачайте наше приложение; حمّل تطبيق المثال; اپلیکیشن ما را دانلود
        کنید; ہماری ایپ ڈاؤن لوڈ کریں; हमारा ऐप डाउनलोड करें; 下载客户端; アプリをダウンロード
    """,
    "links": """
        Fale conosco; Chi siamo; Политика конфиденциальности; Теги: порт, бюджет; سياسة الخصوصية; تماس با ما; ہم
        سے رابطہ کریں; हमारे बारे में; 关于我们; 标签：港口; お問い合わせ; タグ：港
    """,
    "related": """
        Leia também: O porto; Leggi anche; Читайте также: порт; Подробнее; اقرأ أيضًا: الميناء; بیشتر بخوانید:
        بندر; یہ بھی پڑھیں: بندرگاہ; यह भी पढ़ें: बंदरगाह; 相关阅读：港口; 関連記事 港の一年
    """,
    "share": """
        Compartilhar; Condividi; Поделиться; Комментарии (12); شارك على الشبكة; اشتراک‌گذاری; شیئر کریں; शेयर
        करें; 分享到微博; シェアする
    """,
    "advertisement": """
        Publicidade; Pubblicità; РЕКЛАМА; إعلان; آگهی; اشتہار; विज्ञापन; 广告; 広告
    """,
    "navigation": """
        Voltar ao topo; Torna su; Наверх; العودة إلى الأعلى; بازگشت به بالا; سرورق; मुख्य पृष्ठ; 返回顶部;
        ページの先頭へ; 5 minutos de leitura; Tempo di lettura: 3 minuti; Время чтения: 5 мин.; مدة القراءة: 3 دقائق;
        قراءة ٤ دقائق; ۵ دقیقه مطالعه; 4 منٹ کا مطالعہ; 5 मिनट में पढ़ें; 阅读时间：约 5 分钟; 読了時間：約5分
    """,
}


@pytest.mark.parametrize("rule", ABROAD)
def test_phrases_in_the_other_languages_of_articles(rule: str) -> None:
    for phrase in ABROAD[rule].split(";"):
        line = " ".join(phrase.split())
        assert [(line, found.name) for found in propose(["Title", BODY, line]).values()] == [(line, rule)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Those who subscribe to this newsletter of doom have not read the budget, which tells more.",
        "Subscribe to this view and you deny the evidence.",
        "Read more about it in the ministry's report.",
        "Share prices fell.",
        "The views expressed in the report are those of the minister.",
        "The opinions expressed by the columnist shocked readers.",
        "The newsletter was founded in 1950 by two sisters from Leeds.",
        "Share of the vote",
        "It is the home menu",
        "Copyright is theft, and the law must say so.",
        "Copyright law is a mess",
        "Jane Doe, Leeds",
        "Подробнее об этом говорится в докладе министерства.",
        "شارك في الحوار آلاف الناس.",
        "广告业去年增长了百分之五。",
        "広告費は昨年五パーセント伸びた。",
        "विज्ञापन का खर्च पिछले साल पाँच प्रतिशत बढ़ा।",
    ],
)
def test_sentence_of_the_author_stays(sentence: str) -> None:
    assert propose(["Title", BODY, sentence]) == {}


A_SENTENCE_AFTER_ALL = """
    Patients who download the NHS app will be able to book from Monday, ministers said.
    The ministry asked people to download the app before crossing.
    Get the app right, and the rest will follow.
    “Download the app before you cross,” the ministry told migrants in May.
    The town will get the app that it paid for.
    Dann laden Sie die App herunter, riet das Amt.
    Get the latest figures: the ministry updates them daily, and nobody reads them.
    Get a briefing from the ministry and you are a patriot; ask a question and you are a spy.
    Register offices sent alerts to 3,000 couples.
    The firm sends spam straight to your inbox every day.
    Подписчики получили новости раньше всех.
    The treaty leaves all rights reserved to the states.
    All rights reserved to the crown were abolished by the act.
    Copyright Office officials refused to register 40 works in 2024.
    Copyright notice takedowns doubled.
    (c) The minister must resign.
    Filed under seal, the complaint names three officials.
    More from the fund is due in May.
    Share this burden, he says.
    Sponsored by two senators, the bill failed.
    Watch-makers in Geneva fear the tariffs.
    Leer más libros es lo que piden los maestros.
    Lire la suite de ce rapport fait peur.
    Mehr zum Thema weiß der Minister nicht.
"""
"""Each has the words of a line of the publisher, in a sentence."""


@pytest.mark.parametrize("line", A_SENTENCE_AFTER_ALL.strip().split("\n"))
def test_words_of_the_publisher_in_a_sentence_of_the_author(line: str) -> None:
    assert propose(["Title", BODY, line.strip()]) == {}
    assert propose(["Title", line.strip(), BODY]) == {}


STILL_CALLS = {
    "app": """Read more? Get the Courier News app; Courier StoreDownload our app; GET THE APP.;
        Download our app to read on the way.; Download the app from the App Store.; Install the app today!""",
    "newsletter": """Sign up for our newsletter and never miss a story.; Get the news straight to your inbox.;
        Sign up for our newsletter. It comes every Friday.; Sign up for the U.S. briefing;
        The best of the week, delivered to your inbox every Friday.; Inscrivez-vous à notre lettre d’info.""",
    "copyright": """Harbour Courier All Rights Reserved; Harbour Courier 2026 all rights reserved.;
        All rights reserved. No part may be copied.; All rights reserved by Harbour Courier Ltd.;
        Tous droits réservés - Le Courrier; (c) Harbour Courier 2026; (c) 2026 Harbour Courier Ltd.;
        Copyright 2026 The Harbour Courier. This text may not be copied.""",
    "links": "Follow us on X and Mastodon.; Filed under: Ports; More from Harbour Courier",
    "related": "Watch - The harbour from above; Lire aussi : Qui paie ?; Lesen Sie auch: Wer zahlt?",
    "share": "Share this article.; Share on the wire",
}


@pytest.mark.parametrize("rule", STILL_CALLS)
def test_a_line_of_the_publisher_with_a_stop_or_with_more(rule: str) -> None:
    for phrase in STILL_CALLS[rule].split(";"):
        line = " ".join(phrase.split())
        assert [(line, found.name) for found in propose(["Title", BODY, line]).values()] == [(line, rule)]


def test_only_the_ends_are_proposed() -> None:
    lines = [
        "Title",
        "5 min read",
        BODY,
        "Subscribe now",
        BODY,
        "Share",
        "A store of ours",
        "© Example Press",
    ]
    proposed = propose(lines)
    assert {place: rule.name for place, rule in proposed.items()} == {
        1: "navigation",
        5: "share",
        6: "place",
        7: "copyright",
    }


LABELS = """
    ADVERTISEMENT; Advertisement; — Advertisement —; [Advertisement]; Story continues below; Story continues below
    advertisement; The article continues after this ad; Advertisement - Continue Reading Below; Skip Advertisement;
    Continue reading below; Scroll to continue; Anzeige; PUBLICIDAD; La noticia continúa después de la publicidad;
    Sigue leyendo tras el anuncio; PUBLICITÉ; La suite après cette publicité; WERBUNG; Weiterlesen nach der Anzeige;
    Der Artikel wird nach der Anzeige fortgesetzt; PUBLICIDADE; Continua após a publicidade;
    Continua depois da publicidade; PUBBLICITÀ; L’articolo continua dopo la pubblicità; РЕКЛАМА;
    Продолжение после рекламы; На правах рекламы; تابع القراءة بعد الإعلان; ادامه مطلب پس از آگهی;
    خبر اشتہار کے بعد جاری ہے; कहानी विज्ञापन के बाद जारी है; 广告后继续阅读; 記事は広告の後に続きます
"""
TOPICS = """
    Advertising; Werbung; Publicidad; Publicité; Publicidade; Pubblicità; Реклама; إعلان; آگهی; تبلیغات; اشتہار;
    विज्ञापन; 广告; 広告
"""


@pytest.mark.parametrize("label", [" ".join(line.split()) for line in LABELS.split(";")])
def test_label_of_an_advertisement_in_the_middle(label: str) -> None:
    proposed = propose(["Title", BODY, label, BODY, BODY])
    assert [(place, rule.name) for place, rule in proposed.items()] == [(2, "advertisement")]


@pytest.mark.parametrize("word", [line.strip() for line in TOPICS.split(";")])
def test_what_may_head_a_part_is_a_label_where_it_stands_again(word: str) -> None:
    assert propose(["Title", BODY, word, BODY, BODY]) == {}
    assert sorted(propose(["Title", BODY, word, BODY, word, BODY])) == [2, 4]


@pytest.mark.parametrize(
    "line",
    """The story continues below the bridge; The advertisement; Advertisement feature; Below; Continue; Scroll;
    Nach der Werbung; Werbung im Netz; Publicidad engañosa; Реклама на улицах; 广告业; The article continues;
    Advertisements for cars; Advertisement: who reads it?; Skip it; Story; WERBUNG IM NETZ""".split(";"),
)
def test_a_line_in_the_middle_with_words_of_a_label_stays(line: str) -> None:
    assert propose(["Title", BODY, " ".join(line.split()), BODY, BODY]) == {}


POINTERS = """
    Read more: Who pays for it?; READ MORE: Who pays for it; Related: “We paid”, says the mayor; See more: Who pays;
    Related article: Ten years of the port!; Lire aussi : Qui paie ?; Lesen Sie auch: Wer zahlt?; Lea también: ¿Quién
    paga?; Leia também: O porto fecha; Читайте также: Кто платит за порт; 相关阅读：港口 一年
"""


@pytest.mark.parametrize("line", [" ".join(line.split()) for line in POINTERS.split(";")])
def test_a_pointer_with_its_title_in_the_middle(line: str) -> None:
    assert [(place, rule.name) for place, rule in propose(["Title", BODY, line, BODY]).items()] == [
        (2, "related")
    ]


@pytest.mark.parametrize(
    "line",
    """Read more; Related; Read more: Ports; Read more: The ministry has a report on it.; See also: the ports that
    closed; Recommended: Two eggs a day; Watch: The price will double; Related to this: Nobody paid; Read more into it
    than there is: Who would?; Mehr dazu sagt der Minister: Nichts; Don’t miss; Topic: The ports of the north""".split(
        ";"
    ),
)
def test_a_line_in_the_middle_with_words_of_a_pointer_stays(line: str) -> None:
    assert propose(["Title", BODY, " ".join(line.split()), BODY, BODY]) == {}


@pytest.mark.parametrize("line", ["___", "* * *", "…", "—", "});", "=====", "◆ ◆ ◆", "⁂"])
def test_a_line_without_letters_or_figures_divides_the_text(line: str) -> None:
    assert [(place, rule.name) for place, rule in propose(["Title", BODY, line, BODY]).items()] == [
        (2, "ornament")
    ]
    assert list(propose(["Title", BODY, "Jane Doe, Leeds", line])) == [3]


@pytest.mark.parametrize("line", ["🎉", "★★★☆", "👍🏽 !", "3", "***a", "१", "你"])
def test_a_line_that_may_say_something_stays(line: str) -> None:
    assert propose(["Title", BODY, line, BODY]) == {}


def test_short_line_before_the_first_keyword_stays() -> None:
    assert list(propose(["Title", BODY, "Jane Doe, Leeds", "Subscribe now"])) == [3]


def test_a_long_line_is_the_authors() -> None:
    assert list(propose(["Title", BODY, "© " + "x" * 158])) == [2]
    assert propose(["Title", BODY, "© " + "x" * 159]) == {}
    assert sorted(propose(["Title", BODY, "Share", "x" * 80, "Share"])) == [2, 3, 4]
    assert list(propose(["Title", BODY, "Share", "x" * 81, "Share"])) == [4]
    assert list(propose(["Title", BODY, "Share", "It fell!”", "Share"])) == [4]


def test_title_is_never_proposed() -> None:
    assert propose(["Advertisement"]) == {}
    assert list(propose(["Home", "Share"])) == [1]


@given(st.lists(st.sampled_from([BODY, "Short", "Share", "© X", "Get it.", ""]), max_size=8))
def test_proposals_are_one_head_and_one_tail(lines: list[str]) -> None:
    proposed = sorted(propose(lines))
    gaps = sum(after - before > 1 for before, after in pairwise(proposed))
    assert 0 not in proposed
    assert gaps <= 1
    assert BODY not in [lines[place] for place in proposed]


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_op_ed_has_five_lines_of_the_publisher() -> None:
    lines = [line for line in OP_ED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert sorted(propose(lines)) == [14, 15, 16, 17, 18]
