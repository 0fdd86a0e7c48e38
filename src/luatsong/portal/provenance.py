"""The list under a text that tells which instruction brought which words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from luatsong.law.selectors.living import EffectRow
from luatsong.portal.margin import limits, source_link, spread
from luatsong.portal.weaving import Sources
from luatsong.portal.wording import verb_words

# An instruction that quotes whole articles is shown by its beginning.
_LONGEST = 420


def sources_html(sources: Sources, effects: Mapping[int, EffectRow]) -> str:
    """The sources in the order in which the text calls them; "" when it calls none."""
    items = [_item(number, effects[pk]) for pk, number in sources.numbers.items() if pk in effects]
    if not items:
        return ""
    return (
        '<aside class="notes goc" aria-labelledby="nguon"><h2 id="nguon">Nguồn của phần chữ đã'
        f" sửa đổi, bổ sung</h2><ol>{''.join(items)}</ol></aside>\n"
    )


def _item(number: int, effect: EffectRow) -> str:
    quote = " ".join(effect.quote.split())
    if len(quote) > _LONGEST:
        quote = quote[:_LONGEST].rsplit(" ", 1)[0] + " …"
    back = f'<a href="#tu-goc-{number}" aria-label="Về phần chữ có nguồn {number}">↩</a>'
    return (
        f'<li id="goc-{number}"><span>{number}.</span> {verb_words(effect.verb, "done")}'
        f" {source_link(effect)}{spread(effect)}{limits(effect)}:"
        f" <q>{escape(quote, quote=False)}</q> {back}</li>"
    )
