"""Labels of advertisements, which stand in the middle of an article too: whole lines alone, in all its languages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from articles.patterns import late

GOES_ON: Final = r"""
    (?:the |this )?(?:story|article) continues below(?: (?:the |this )?(?:ad|advert|advertisement))?;
    (?:(?:the |this )?(?:story|article) continues|continue reading)
        (?:below|after) (?:the |this )?(?:ad|advert|advertisement|sponsor message); continue reading below;
    advertisements?\W{1,3}(?:(?:story|article) continues below|continue reading below|scroll to continue);
    scroll (?:down )?to continue(?: reading)?; skip (?:past )?(?:the |this )?(?:ad|advert|advertisement);
    (?:(?:la |el |esta |este )?(?:noticia|historia|nota|artículo) )?(?:continúa|sigue)(?: leyendo)?
        (?:después|debajo|tras)(?: del?)?(?: la| el| esta| este)? (?:publicidad|anuncio);
    (?:la suite|(?:l[’']|cet )article continue|suite de l[’']article) après (?:la|cette) publicité;
    (?:der )?(?:artikel|text|beitrag) (?:wird|geht) (?:nach|unter) der (?:anzeige|werbung) (?:fortgesetzt|weiter);
    weiterlesen nach der (?:anzeige|werbung); nach der (?:anzeige|werbung) weiterlesen;
    continua (?:após|depois|abaixo) (?:d?a|d?o) (?:publicidade|anúncio);
    (?:(?:l[’']articolo|la notizia) )?(?:continua|prosegue)(?: a leggere)? (?:dopo|sotto) la pubblicità;
    (?:продолжение|(?:статья|текст) продолжается) (?:после рекламы|под рекламой); на правах рекламы;
    (?:تابع القراءة|يستمر المقال|المقال مستمر) بعد (?:هذا )?الإعلان;
    ادامه (?:مطلب|خبر|متن) (?:پس|بعد) از (?:آگهی|تبلیغات); (?:مضمون|خبر|تحریر) اشتہار کے بعد جاری(?: ہے)?;
    (?:(?:कहानी|खबर|ख़बर|लेख) )?विज्ञापन के (?:बाद|नीचे) जारी(?: है)?;
    (?:文章|正文|内容|內容)?(?:广告|廣告)(?:之)?[后後](?:继续|繼續)(?:阅读|閱讀)?;
    (?:記事は|本文は|続きは)?広告の(?:後|あと|下)に続(?:く|きます)
"""
"""That the article goes on behind one. Semicolons divide the lines."""
_ALONE: Final = "advertisements?; anzeigen?"
_TOPICS: Final = """
    advertising; werbung; publicidad; publicité; publicidade; pubblicità; реклама; إعلان(?:ات)?; آگهی; تبلیغات;
    اشتہار(?:ات)?; विज्ञापन; 广告; 廣告; 広告
"""
"""What may head a part of an article as well: a label is in capitals, or stands there more than once."""


def _whole(listed: str) -> re.Pattern[str]:
    lines = "|".join(" ".join(line.split()) for line in listed.split(";"))
    return late(rf"\W*(?:{lines})\W*", re.IGNORECASE)


_LABEL: Final = _whole(f"{GOES_ON}; {_ALONE}")
_TOPIC: Final = _whole(_TOPICS)
_LONGEST: Final = 80


def labels(lines: Sequence[str]) -> Iterator[int]:
    """Which of `lines` are labels."""
    short = {place: line for place, line in enumerate(lines) if len(line) <= _LONGEST}
    topics = Counter(line for line in short.values() if _TOPIC.fullmatch(line))
    for place, line in short.items():
        if topics[line] > 1 or (topics[line] and line.isupper()) or _LABEL.fullmatch(line):
            yield place
