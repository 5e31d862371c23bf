"""Holds lines of publishers in all the languages of articles to the rule that fires."""

import pytest

from articles.boilerplate import propose

BODY = "The ministry met on Monday and settled the budget of the coming year."

LINES = {
    "newsletter": """
        Suscríbete a nuestra newsletter; Recibe cada mañana las noticias en tu correo;
        Apúntate a nuestro boletín; Inscrivez-vous à la newsletter;
        Recevez chaque matin l'essentiel de l'actualité; Newsletter abonnieren;
        Melden Sie sich für unseren Newsletter an; اشترك في النشرة البريدية; اشترك في نشرتنا الإخبارية;
        ہمارا نیوز لیٹر سبسکرائب کریں; عضویت در خبرنامه; हमारे न्यूज़लेटर के लिए साइन अप करें;
        订阅我们的电子报; メルマガ登録はこちら
    """,
    "related": """
        Lee también: El puerto cierra; Lee también; Más información; Te recomendamos; Sigue leyendo;
        À lire aussi : Le port ferme; Lire plus tard; Lire également : Le port; Mehr zum Thema;
        Lesen Sie auch: Hafen zu; Lesen Sie mehr zum Thema; Читайте также: Порт закрыт; Читайте по теме;
        Материалы по теме; اقرأ أيضا: الميناء مغلق; اقرأ أيضاً; إقرأ أيضا; اقرأ المزيد; شاهد أيضا;
        مواضيع متعلقة; موضوعات ذات صلة; أخبار ذات صلة; یہ بھی پڑھیں: بندرگاہ; مزید پڑھیں; متعلقہ خبریں;
        بیشتر بخوانید; همچنین بخوانید: بندر; بیشتر بخوانید: بندر; مطالب مرتبط; اخبار مرتبط;
        यह भी पढ़ें: बंदरगाह बंद; ये भी पढ़ें:; इसे भी पढ़ें; और पढ़ें; पढ़ें पूरी खबर; संबंधित ख़बरें;
        延伸阅读：港口; 相关新闻; 推荐阅读; 阅读原文; 点击阅读全文; 上一篇：港口开放; 下一篇：港口关闭;
        あわせて読みたい; 関連記事; 続きを読む; おすすめ記事; 前の記事; 次の記事
    """,
    "links": """
        Síguenos en Facebook y X; Sigue toda la información en Facebook y X; Únete a nuestro canal de WhatsApp;
        Archivado en: Puertos; Etiquetas: puerto, mar; Más noticias; Lo más visto; Suivez-nous sur Facebook;
        Rejoignez-nous sur WhatsApp; Suivez toute l'actualité sur notre chaîne WhatsApp;
        Folgen Sie uns auf Facebook; Folgen Sie unserem WhatsApp-Kanal; Themen: Hafen, Schiffe;
        Schlagworte: Hafen; Подписывайтесь на наш Telegram-канал; Подписывайтесь на нас в Telegram;
        Следите за новостями в нашем Телеграм-канале; Читайте нас в Telegram; Теги: порт; Самое интересное;
        Главные новости; تابعونا على فيسبوك; تابعنا على تويتر; تابعوا آخر الأخبار عبر تطبيق; الوسوم: الميناء;
        كلمات مفتاحية: الميناء; مزید خبریں; ہمیں فیس بک پر فالو کریں; ہمارا واٹس ایپ چینل جوائن کریں;
        ٹیگز: بندرگاہ; ما را در تلگرام دنبال کنید; ما را در اینستاگرام دنبال کنید; به کانال تلگرام ما بپیوندید;
        برچسب‌ها: بندر; हमें फ़ेसबुक पर फ़ॉलो करें; हमें व्हाट्सएप पर फॉलो करें; व्हाट्सएप चैनल से जुड़ें;
        ताज़ा ख़बरों के लिए हमारे चैनल को सब्सक्राइब करें; टैग्स: बंदरगाह; Tags:; 扫描二维码关注我们;
        关注我们的微信公众号; 长按二维码关注; 关键词：港口; フォローする; 公式Xをフォロー; LINEで友だち登録
    """,
    "copyright": """
        Todos los derechos reservados; Prohibida la reproducción total o parcial; Tous droits réservés;
        Reproduction interdite; © AFP; Alle Rechte vorbehalten; Все права защищены;
        При использовании материалов ссылка обязательна; Перепечатка запрещена; جميع الحقوق محفوظة;
        جملہ حقوق محفوظ ہیں; کلیه حقوق محفوظ است; تمامی حقوق مادی و معنوی این سایت محفوظ است;
        सर्वाधिकार सुरक्षित; 版权所有; 版权声明：本文为原创; 未经授权，不得转载; 未经许可禁止转载;
        转载请注明出处; 無断転載を禁じます; 禁無断転載
    """,
    "share": """
        Compartir en Facebook; Comentarios (12); Comenta esta noticia; Partager sur Facebook; Réagir;
        Commenter; Laisser un commentaire; Voir tous les commentaires; Artikel teilen; Kommentare (12);
        Kommentar schreiben; Diskutieren Sie mit; Поделиться в социальных сетях; Комментарии;
        Оставить комментарий; Обсудить; Нашли опечатку? Выделите её и нажмите Ctrl+Enter;
        Нашли ошибку? Нажмите Ctrl+Enter; شارك المقال; مشاركة; التعليقات; أضف تعليق; اترك تعليقا; شیئر کریں;
        تبصرہ کریں; تبصرے; به اشتراک گذاری; نظر شما; ارسال نظر; نظر دهید; دیدگاه‌ها; کد خبر: ۱۲۳۴۵;
        انتهای پیام; انتهای پیام/; لینک کوتاه; لینک کپی شد; शेयर करें; कमेंट करें; टिप्पणी करें; टिप्पणियाँ;
        分享到微信; 分享; 评论; 发表评论; 网友评论; 举报/反馈; 打印本页; この記事をシェア; コメントを書く
    """,
    "subscription": """
        Suscríbete para seguir leyendo; Suscríbete; Article réservé aux abonnés;
        Il vous reste 50 % de cet article à lire. La suite est réservée aux abonnés.; Jetzt Abo abschließen;
        Weiterlesen mit Plus; この記事は有料記事です; 残り500文字（全文1000文字）;
        会員登録すると続きをお読みいただけます
    """,
    "credits": """
        Crédit photo : AFP; Bildquelle: dpa; Quelle: dpa; Фото: ТАСС; Фото: Анна Котова / ТАСС; Фото из архива;
        Источник фото: РИА Новости; المصدر: رويترز; صورة: رويترز; تصوير: أحمد خان; تصویر: اے ایف پی;
        فوٹو: اے ایف پی; عکس: ایرنا; منبع: ایرنا; फोटो: पीटीआई; फ़ोटो साभार: पीटीआई; इमेज स्रोत, Getty Images;
        图片来源：新华社; 图：新华社; 图/视觉中国; 摄影：王小明; 新华社记者 王小明 摄; （责任编辑：李丽）;
        责任编辑：李丽; 编辑：李丽; 责编：李丽 校对：王小明; 来源：新华社; 写真：共同通信; 写真＝佐藤太郎;
        撮影：佐藤太郎; 写真提供：市役所; 画像：ゲッティ; （写真：AFP）
    """,
    "navigation": """
        Zur Startseite; 18+
    """,
    "advertisement": """
        Реклама
    """,
}


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line.strip()) for rule, listed in LINES.items() for line in listed.split(";")]
)
def test_a_line_of_the_publisher(rule: str, line: str) -> None:
    proposed = propose(["Title", BODY, line])
    assert [(place, found.name) for place, found in proposed.items()] == [(2, rule)]


SENTENCES = """
    Síguenos contando lo que viste, pidió el alcalde.
    Más información pidió ayer la oposición.
    Comentarios como ese no ayudan a nadie.
    Te recomendamos que no cruces el puente, dijo la alcaldía.
    Imagen: el puente visto desde el mar al atardecer.
    Fuente: el ministerio no dio más datos.
    Prohibida la reproducción de aves, el parque quedó vacío.
    Únete a nosotros, decía el cartel del puente.
    Lee también poesía, y no poca.
    Réagir est urgent.
    Commenter une décision de justice reste permis.
    Recevez chaque matin la visite du maire et vous comprendrez.
    Suivez-nous sur ce point, a demandé le maire.
    Tous droits réservés aux marins furent abolis.
    Illustration : le pont ferme trop souvent.
    Mehr lesen wollen die Kinder nicht.
    Themen: Der Hafen, sagt er, ist keines.
    Folgen Sie uns nicht, sagte der Kapitän.
    Quelle: Der Minister weiß es nicht.
    Weitere Themen sind der Hafen und die Brücke.
    Diskutieren Sie mit dem Bürgermeister, hieß es.
    Обсудить это они не успели.
    Следите за тем, что говорит министр в нашем городе.
    Главные новости дня были о порте.
    Комментарии министра удивили всех.
    Фото: на нём виден мост, который закрыли в мае.
    Источник: мост закрыли ещё в апреле, сказал он.
    Подписывайтесь на нас, просил мэр жителей.
    Читайте по теме больше, советует учитель.
    Материалы по теме были собраны за год.
    Перепечатка запрещена законом, напомнил суд.
    تابعونا في العام القادم، قال الوزير.
    المصدر: قال الوزير إن الميناء سيغلق قريبا جدا في المدينة.
    صورة الميناء تغيرت كثيرا.
    أضف تعليق الوزير إلى ذلك وستفهم.
    اقرأ المزيد من الكتب، قال المعلم.
    ہمیں یہ فیصلہ قبول نہیں، شہریوں نے کہا۔
    تصویر میں بندرگاہ نظر آتی ہے۔
    تبصرہ کریں تو کس پر؟
    مزید خبریں آنے والی ہیں، وزیر نے کہا۔
    ما را در این شهر دنبال کنید، گفت او.
    نظر شما درباره پل چیست؟
    عکس: پل شهر که سال‌ها پیش بسته شد و هنوز باز نشده است.
    منبع آب شهر خشک شده است.
    दिन की ताज़ा ख़बर यह है कि पुल बंद है।
    हमें यह फ़ैसला मंज़ूर नहीं, लोगों ने कहा।
    फोटो में पुल दिखता है।
    टिप्पणी करें भी तो क्या।
    पूरी खबर सुनकर लोग रो पड़े।
    更多新闻工作者走上街头。
    评论员认为，港口会重新开放。
    转载请求被拒绝。
    未经授权，任何人不得进入港口。
    图：他在港口工作了三十年，从来没有请过一天假，也没有抱怨过。
    编辑：这是一个艰难的职业，他说。
    记者摄下了这一幕。
    关注我们的孩子，是社会的责任。
    扫描结果显示，他没有生病。
    登录后的士兵向北行进。
    前の記事で述べたように、橋は古い。
    フォローする人が少ない。
    写真：橋は一九三二年に建てられた。
    コメントを書く人も多い。
    おすすめの記事を読んだ。
    有料会員は千人に達した。
    残り三日となった。
    ニュースレターを読む人は減った。
"""
"""Each begins as such a line does."""


@pytest.mark.parametrize("line", [line.strip() for line in SENTENCES.strip().split("\n")])
def test_a_sentence_of_the_author(line: str) -> None:
    assert propose(["Title", BODY, line]) == {}
    assert propose(["Title", line, BODY]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "（写真：共同通信）",
        "Фото: ТАСС",
        "عکس: ایرنا",
        "फ़ोटो साभार: पीटीआई",
        "Bildquelle: dpa",
        "图/视觉中国",
    ],
)
def test_a_credit_in_the_middle(line: str) -> None:
    assert [(place, rule.name) for place, rule in propose(["Title", BODY, line, BODY]).items()] == [
        (2, "credits")
    ]


def test_a_pointer_in_a_script_without_blanks() -> None:
    proposed = propose(
        ["Title", BODY, "延伸阅读：没人要的桥", BODY, "関連記事：誰も望まない橋", BODY, "相关阅读：港口"]
    )
    assert {place: rule.name for place, rule in proposed.items()} == {
        2: "related",
        4: "related",
        6: "related",
    }
    assert propose(["Title", BODY, "延伸阅读：港口", BODY]) == {}


@pytest.mark.parametrize(
    "line", ["未经授权，不得转载。", "未經許可請勿轉載", "未经本网授权，禁止转载、摘编。"]
)
def test_a_reservation_with_a_stop(line: str) -> None:
    assert [rule.name for rule in propose(["Title", BODY, line]).values()] == ["copyright"]


def test_a_call_in_the_middle_stays() -> None:
    assert propose(["Title", BODY, "Читайте нас в Telegram", BODY]) == {}
