"""More of what publishers put around an article, in all its languages but English: calls, pointers, credits.

Whole lines, which semicolons divide. "…" is a short run without a stop; a line that it closes has none at its end.
"""

from typing import Final

CALLS: Final = {
    "copyright": r"""
        prohibida (?:su|la) reproducción…; reproduction (?:interdite|(?:totale ou partielle )?interdite…);
        nachdruck (?:nur mit genehmigung|verboten)…; перепечатка (?:запрещена|материалов…);
        при (?:использовании|перепечатке|цитировании) материалов…(?:ссылка|гиперссылка)…;
        版权声明…;
        [未無无][经經]?(?:\S{2})?(?:授权|授權|許可|许可)[，,]?(?:不得|严?禁止?|[请請]勿)(?:擅自)?(?:[转轉][载載]|使用)[^。]{0,20};
        (?:如需)?转载请(?:注明|联系)…;
        禁(?:止|无断)?转载;
        禁無断転載
    """,
    "newsletter": r"""
        (?:apúntate|inscríbete) (?:a|en) (?:nuestr[ao]|la|el) (?:newsletter|boletín)…;
        recevez (?:chaque|tous les) …(?:actualité|infos?|newsletter|e-?mail|courriel|boîte mail)…;
        newsletter (?:abonnieren|bestellen|anmelden); (?:unser|der)
        newsletter…(?:abonnieren|bestellen|anmelden);
    """,
    "subscription": r"""
        suscríbete (?:para|y) (?:seguir|continúa) leyendo; contenido (?:exclusivo )?para suscriptores;
        ya soy suscriptor;
        article réservé aux abonnés; réservé aux abonnés;
        il vous reste \d+ ?% de cet article à lire\. la suite est réservée aux abonnés;
        il vous reste \d+ ?% de cet article à lire…;
        la suite est réservée aux abonnés; déjà abonné(?: \?.{0,20})?;
        jetzt (?:abo|digitalabo|abonnement) (?:abschließen|testen|sichern); weiterlesen mit
        (?:plus|\S{1,12}\+);
        (?:この記事は)?(?:有料|会員限定)(?:会員)?(?:記事)?(?:です|限定)?; 残り\d+文字…;
        (?:会員)?登録すると(?:続き|全文)…; 有料会員(?:に)?登録…; (?:登录|登錄)(?:后|後)(?:阅读|閱讀|查看)…
    """,
    "links": r"""
        archivado en: …; etiquetas: …; temas: …; más noticias; más leídas; (?:sigue|sigan) toda la información
        …(?:facebook|x|whatsapp|twitter|instagram)…;
        (?:síguenos|únete) (?:en|a) …(?:facebook|whatsapp|telegram|twitter|instagram|x|canal)…;
        (?:suivez-nous|rejoignez-nous) sur …; suivez toute l[’']actualité …; toute l[’']actualité …sur
        (?:notre|whatsapp|facebook)…;
        folgen sie (?:uns|unserem) …(?:kanal|auf …); schlagworte: …; schlagwörter: …; themen: …; mehr
        nachrichten;
        (?:подпи(?:сывайтесь|шитесь)|следите|читайте нас)
        …(?:канал(?:е|ы)?|telegram|телеграм\S*|дзен\S*|вконтакте|соцсетях|нас|max)…;
        читайте нас в …; наш (?:канал|телеграм)…; самое (?:интересное|важное|читаемое); главные новости;
        новости по теме;
        (?:تابع|تابعوا)(?:نا|ونا) (?:على|عبر) …; تابعوا آخر الأخبار (?:على|عبر) …; انضم (?:إلى|الى) قناتنا …;
        (?:ال)?وسوم ?: …; (?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية) ?: …;
        ہمیں …(?:فالو|فالوو|لائیک) کریں; ہمار[اےی] …(?:چینل|پیج) …(?:جوائن|سبسکرائب|فالو) کریں; ٹیگز? ?: …;
        مزید خبریں;
        ما را در …دنبال کنید; به کانال …بپیوندید; (?:برچسب|کلید\s?واژه)[\u200c ]?(?:ها)? ?: …;
        हमें …(?:फ़ॉलो|फॉलो|लाइक) करें; …(?:व्हाट्सएप|व्हाट्सऐप|वॉट्सऐप|टेलीग्राम|यूट्यूब) (?:चैनल|ग्रुप) (?:से जुड़ें|को
        (?:फॉलो|फ़ॉलो|सब्सक्राइब) करें);
        (?:ताज़ा|ताजा|देश-दुनिया की) …(?:फॉलो|फ़ॉलो|सब्सक्राइब) करें; टैग(?:्?स)? ?: …;
        (?:长按|長按|扫描|掃描|扫一扫)…(?:关注|關注|识别)…; 关注我们…; (?:欢迎)?关注…公众号…; 关键[词字][：:]…;
        關鍵字[：:]…;
        公式(?:x|twitter|line|facebook|インスタグラム)を?フォロー…; フォローする;
        line(?:で)?友だち(?:登録|追加)…
    """,
    "related": r"""
        lee también(?: ?: …)?; lea también(?: ?: …)?; más información; te recomendamos; sigue leyendo; también
        te puede interesar…;
        lire (?:également|aussi)(?: ?: …)?; lire plus tard; sur le même thème; nos autres articles; voir tous
        les articles…;
        lesen sie mehr (?:zum thema|dazu|hier)…; mehr lesen; weitere (?:artikel|beiträge|themen)(?: zum
        thema)?;
        читайте по теме; материалы по теме; похожие (?:материалы|новости); ещё по теме; рекомендуем(?: ?: …)?;
        (?:مواضيع|موضوعات|أخبار|مقالات|اخبار) (?:متعلقة|ذات صلة|مرتبطة|مشابهة); قد يعجبك أيضا…; اخبار مرتبط;
        (?:مطالب|خبرهای|مقالات) (?:مرتبط|مشابه); یہ بھی دیکھیں…; اسی بارے میں;
        (?:पूरी|पढ़ें पूरी) ख़?बर(?: पढ़ें)?; (?:संबंधित|सम्बंधित|ये) (?:ख़बरें|खबरें|लेख); अन्य ख़?बरें;
        (?:点击)?(?:阅读|閱讀|查看)(?:原文|全文); 点击阅读全文; (?:上|下)一篇[：:]…;
        更多(?:新闻|精彩|阅读|文章)…; 热点新闻;
        (?:おすすめ|こちらもおすすめ|注目)の?(?:記事|ニュース)?; (?:前|次)の記事…; 関連ニュース;
        合わせて読みたい
    """,
    "share": r"""
        comentarios? ?\(?\d*\)?; comenta(?: esta noticia)?; (?:deja|escribe) (?:un|tu) comentario; imprimir;
        guardar;
        réagir; commenter; laisser un commentaire; voir (?:tous )?les commentaires; imprimer; copier le lien;
        (?:artikel|beitrag|seite) (?:teilen|drucken|merken); kommentare? ?\(?\d*\)?; kommentar
        (?:schreiben|verfassen); diskutieren sie mit; link kopieren;
        оставить комментарий; обсудить; написать комментарий; скопировать ссылку; отправить другу;
        нашли (?:опечатку|ошибку)…; (?:أضف|اكتب|اترك) (?:تعليق\S*|تعليقك|تعليقًا); نسخ الرابط; حفظ المقال;
        (?:تبصرہ|کمنٹ) (?:کریں|لکھیں); (?:ارسال|ثبت) (?:نظر|دیدگاه)(?: شما)?; نظر (?:شما|دهید|بدهید);
        دیدگاه(?:[\u200c ]?ها)?;
        به اشتراک(?:[\u200c ]?گذاری| بگذارید); لینک (?:کوتاه|کپی شد)…; (?:کد|شناسه) خبر ?: ?\d+; انتهای پیام
        ?/?;
        (?:कमेंट|कॉमेंट|टिप्पणी) (?:करें|लिखें); अपनी राय दें; (?:发表|我要|网友|最新|全部)(?:评论|評論)…;
        举报/?(?:反馈)?; 打印本页;
        (?:この記事を)?シェア(?:する)?; コメントを?(?:書く|見る|投稿(?:する)?); 印刷する;
        (?:url|リンク)をコピー
    """,
    "navigation": r"""
        zur startseite; zurück zur (?:startseite|übersicht); retour à l[’']accueil; volver a (?:la )?portada;
        вернуться (?:наверх|на главную)…; 18\+
    """,
}
"""Rule → regular expressions."""

CREDITS: Final = r"""
    (?:imagen|imágenes|vídeo|bild(?:quelle|nachweis)|titelbild|symbolbild|archivbild|grafik) ?:
    «whom»;
    (?:crédits?(?: photos?)?|vidéo|illustration) ?: ? ?«whom»; agencias?: «whom»;
    (?:quelle|fuente|источник|agenturen) ?: «agency»;
    (?:фото|фотографи[яи]|снимок|видео|иллюстрация|коллаж|источник (?:фото|изображения)|автор фото)(?: ?[:：/]
    ?| ?© ?)«whom»; фото из архива…;
    (?:صورة|الصورة|صور|تصوير|عدسة|مصدر الصورة|المصدر|مونتاج|تحرير|مراجعة) ?[:：/] ?«few»;
    (?:عکس|عکاس|تصویر|منبع(?: عکس)?|ویرایش|ویراستار|تصاویر) ?: ?«few»;
    (?:تصویر|فوٹو|تصویر کا ذریعہ|ذریعہ|ایڈیٹنگ|ماخذ)(?: ?: ?|، )«few»;
    (?:फ़ोटो|फोटो|तस्वीर|छवि|इमेज|चित्र)(?: (?:साभार|क्रेडिट|सोर्स|स्रोत|कैप्शन))? ?[:,] ?«few»;
    (?:साभार|स्रोत|सोर्स|एडिटिंग|संपादन) ?: ?«few»;
    इमेज (?:स्रोत|कैप्शन),? ?«few»;
    (?:图片|圖片|题图|封面图?|图源|供图|视频|图表|资料图|照片)?(?:来源|來源|提供)[：:/／]«few»;
    (?:图|圖|供图|图源|攝影|摄影|制图|视频|剪辑)[：:/／]«few»;
    (?:本文)?(?:责任编辑|責任編輯|责编|編輯|编辑|主编|校对|审核|监制|值班编辑|二审|三审|翻译)[：:/／]\s?«few»(?:\s(?:责编|编辑|校对|审核|监制|二审|三审)[：:]\S{2,4})*;
    (?:新华社|新華社|中新社|本报)?(?:记者|記者)\s?\S{2,8}\s?摄;
    (?:写真|画像|撮影|図版|イラスト|映像|動画|資料写真)(?:提供)?\s?[：:＝=・／/]\s?«few»;
    (?:編集|校閲|翻訳|構成協力)\s?[：:＝=]\s?«few»
"""
"""Whose a picture or a report is, who edited it: «whom» is names with capitals or an agency, «few» a few words."""
