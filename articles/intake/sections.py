"""The names of a paper's sections, of which one stands above a title or right under it."""

from typing import Final

from articles.boilerplate import Rule

SECTION: Final = Rule("section", "The name of the section, beside the title.")

_SHORT: Final = 2
"""Words."""
_SECTIONS: Final = frozenset(
    """
    politics opinion comment analysis news world business sport sports culture editorial science health technology
    climate environment economy politik meinung kommentar wirtschaft kultur gesellschaft politique tribune économie
    société international política opinión economía sociedad cultura deportes internacional u.s. us uk city local
    metro national europe lifestyle travel op-ed column debatte gastbeitrag leitartikel débats idées éditorial tribuna
    columna opinião opinioni commenti editoriale мнение мнения колонка политика экономика общество культура спорт
    رأي رأى آراء الرأي مقالات مقال سياسة السياسة اقتصاد الاقتصاد ثقافة الثقافة رياضة مجتمع أخبار
    یادداشت سرمقاله دیدگاه سیاست اقتصاد فرهنگ جامعه ورزش رائے کالم اداریہ بلاگ معیشت کھیل
    विचार संपादकीय राय राजनीति खेल देश दुनिया 观点 觀點 评论 評論 社论 社論 时政 经济 經濟 文化 体育 國際 国际
    オピニオン 社説 論説 コラム 寄稿 政治 経済 社会
    """.split()
)


def is_section(line: str) -> bool:
    """Whether the line is one of the names, alone or beside another: "Opinion | City"."""
    parts = [part.strip().casefold() for part in line.split("|")]
    return not _SECTIONS.isdisjoint(parts) and all(len(part.split()) <= _SHORT for part in parts)
