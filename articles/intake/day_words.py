"""What lines of dates say beside figures, in the languages of the articles: months, weekdays, labels, hours."""

from datetime import date, timedelta
from typing import Final


def _joined(listed: str) -> str:
    return "".join(listed.split())


LABELS: Final = _joined(r"""
    (?:опубликовано|обновлено|дата(?:\sпубликации)?)\b(?:\sв\b)?|(?:erstellt(?:\sam)?|erschienen(?:\sam)?|datum|fecha)\b|
    (?:تم\s)?(?:نُ?شر(?:ت)?|حُ?دّ?ث)\s(?:في|بتاريخ)|نشر|تاريخ\s(?:النشر|التحديث)|(?:آخر\s)?تحديث|
    (?:تاریخ|زمان)\s(?:انتشار|اشاعت|خبر)|منتشر\sشده(?:\sدر)?|شائع(?:\sشدہ)?|اشاعت|
    प्रकाशित(?:\sतिथि)?|पब्लिश(?:्ड)?|
    (?:最終|最后|最後)?(?:发布|發布|發佈|发表|發表|刊登|公開|掲載|配信|投稿)(?:日時?|时间|時間|日期|于|於)?|日期|时间|時間
""")
"""What stands before the day that an article was published."""
AGAIN: Final = _joined(r"""
    (?:последнее\s)?обновлен(?:о|ие)\b|(?:última\s)?actualización\b|
    (?:آخر\s)?تحديث|(?:آخرین\s)?(?:به[\u200c\s]?روز[\u200c\s]?رسانی|بروزرسانی)|(?:آخری\s)?اپ\s?ڈیٹ(?:\sکیا\sگیا)?|
    (?:अंतिम\s)?अपडेट(?:ेड|\sकिया\sगया)?|(?:最終|最后|最後)?(?:更新|修改)(?:日時?|时间|時間|于|於)?
""")
"""What stands before the day that it was changed."""
NOT_LAST: Final = "".join(f"(?<!{last})" for last in "آخر آخرین آخری अंतिम последнее última".split())
"""Before which no second day begins."""
WEEKDAYS: Final = _joined(r"""
    понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|
    (?:ال)?(?:اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت|أحد|احد)|
    (?:یک|دو|سه|چهار|پنج)?[\u200c\s]?شنبه|جمعه|
    پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار|
    (?:सोम|मंगल|बुध|गुरु|बृहस्पति|शुक्र|शनि|रवि)(?:वार)?|(?:星期|周|週|礼拜)[一二三四五六日天]|[日月火水木金土]曜日?
""")
"""As they stand before a day."""
WEEKDAY_BEHIND: Final = (
    r"\s*(?:[(（]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?)|"
    r"[(（][月火水木金土日])(?:[・･]祝)?[)）]?"
)
"""Of Chinese and Japanese."""
BEFORE_AN_HOUR: Final = r"a\slas|الساعة|ساعت|بوقت|बजे|[،–-]"
HALVES: Final = "上午|下午|午前|午後|中午|晚上|凌晨"
BEHIND_AN_HOUR: Final = r"h|мск|по\sмск|बजे|[صم]|صباح[اً]+|مساء[ًا]*|بتوقيت\s[\u0620-\u064a]+"

_JANUARY_ON: Final = """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez
    Jänner Feber Mrz Apr Mai Jun Jul Aug Sept Okt Nov Dez
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr mars avr mai juin juil août sept oct nov déc
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    ene feb mar abr may jun jul ago sep oct nov dic
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    янв фев мар апр мая июн июл авг сен окт ноя дек
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
    كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول
    جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
    ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
    जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर
"""
"""The names as they stand behind a day, in the languages whose dates have the order of the German one."""
_FARVARDIN_ON: Final = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_YEARS_OF_PERSIA: Final = range(1300, 1500)
_LONG_MONTHS: Final = 6
"""Of 31 days; those behind them have 30."""

MONTHS: Final = {
    name.replace("_", " "): number
    for names in _JANUARY_ON.strip().split("\n")
    for number, name in enumerate(names.casefold().split(), 1)
}
PERSIAN_MONTHS: Final = {name: number for number, name in enumerate(_FARVARDIN_ON.split(), 1)}


def of_persia(year: int, month: int, day: int) -> date | None:
    """The day of the Persian calendar: 22, 2, 1403 is 11 May 2024; by its cycle of 33 years."""
    if year not in _YEARS_OF_PERSIA or not (1 <= month <= 12 and 1 <= day <= 31 - (month > _LONG_MONTHS)):
        return None
    since = year - 979
    before = 31 * (month - 1) - max(0, month - 1 - _LONG_MONTHS)
    days = 365 * since + since // 33 * 8 + (since % 33 + 3) // 4 + before + day - 1
    return date(1600, 3, 20) + timedelta(days)
