"""Holds the guess of language of a few words to letters that only one language of the script has."""

import pytest

from articles.sentences import guess_language

SHORT = {
    "ur": "پانی مہنگا ہوگیا; ٹریفک بند; پاکستان میں بارش; کراچی: بندرگاہ پر کام شروع; وزیر اعظم لاہور پہنچ گئے",
    "fa": "پل شهر فرو ریخت; گزارش تازه از تهران; مجلس ایران: بودجه تصویب شد; کاهش نرخ ارز; گفت‌وگو با کارگران بندر",
    "ar": "أسعار الخبز ترتفع; الحكومة تغلق الجسر; رئيسة الوزراء تستقيل; المدينة",
    "ru": "Мост закрыли; Цены на хлеб выросли; Мэрия молчит; Министр ушёл; Объявлена тревога",
    "uk": "Міст закрито через її вік; Уряд відповів європейцям",
    "bg": "Мостът е затворен",
    "hi": "पुल बंद; सरकार ने पुल बंद किया; G20 में भारत",
    "ja": "港が閉鎖; 首相、中東訪問の日程発表; 日米首脳会談; ニュース",
    "zh": "港口关闭; 總統府發表聲明; 大桥关闭 市民不满; 让·雅克",
    "de": "Warum die Stadt die Brücke schließt; Straße gesperrt; Kein Schiff für die Brücken",
    "fr": "Où va l’école ?; Pourquoi le maire s’en va, et comment; Qu’est devenue la sœur du roi ?",
    "es": "El puente está cerrado; ¿Quién paga?; Los niños sin escuela",
}


@pytest.mark.parametrize(
    ("language", "text"), [(tag, one.strip()) for tag, listed in SHORT.items() for one in listed.split(";")]
)
def test_a_few_words_are_told_by_letters(language: str, text: str) -> None:
    assert guess_language(text) == language


UNTOLD = """
    وزیر; بندر; خبر; محمد اقبال; د افغانستان حکومت وايي چې; سنڌ حڪومت جو فيصلو; حکومەتی هەرێم; شىنجاڭ;
    Мост на реке; Міст; Мост зачынілі ў горадзе; Мост је затворен; Ђоковић победио; Мостот е затворен ѓ; Қазақ тілі;
    पूल बंद आहे; पुण्यात मुसळधार पाऊस; मुम्बईमा भयो;
    Bridge closes; Müller meets Schäuble; Über drivers strike; Young Turks; Café society; Jalapeño prices rise;
    Köprü kapandı; Bron är stängd för året; Most jest zamknięty; Governo não tem previsão; Cầu du lịch;
    다리가 폐쇄됐다; הגשר נסגר
"""


@pytest.mark.parametrize("text", [one.strip() for one in UNTOLD.split(";")])
def test_letters_that_others_have_too_tell_nothing(text: str) -> None:
    assert guess_language(text) == "und"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мост закрыли в понедельник. Яков сказал, что это надолго.", "cp1251"),
        ("Мост закрыли в понедельник. Яков сказал, что это надолго.", "koi8-r"),
        ("Її міст закрили, її місто мовчить.", "cp1251"),
        ("قالت الحكومة إن الجسر مغلق", "cp1256"),
    ],
)
def test_a_text_in_a_wrong_encoding_is_in_no_western_language(text: str, encoding: str) -> None:
    assert guess_language(text.encode(encoding).decode("windows-1252", "replace")) == "und"


def test_a_long_chinese_text_with_a_japanese_name_is_chinese() -> None:
    text = "这座桥是市里最老的一座，由日本公司「さくら」在一九三二年建成，市议会还没有决定如何处理，居民都在等待。"
    assert guess_language(text) == "zh"
