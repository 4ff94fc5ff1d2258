"""A letter as plain text and as simple HTML: a few paragraphs, links with their words, how to have no more of them."""

from dataclasses import dataclass

from markupsafe import Markup

_BUTTON = Markup(
    '<p><a href="{0}" style="display:inline-block;padding:12px 20px;background:#0a6377;color:#ffffff;'
    'border-radius:8px;text-decoration:none">{1}</a></p><p style="color:#4a5967;font-size:13px">{0}</p>'
)
_ITEM = Markup('<li style="margin-bottom:12px"><a href="{}" style="color:#0a6377">{}</a>{}</li>')
_FOOT = Markup('<p style="color:#4a5967;font-size:13px">{}<br><a href="{}" style="color:#4a5967">{}</a></p>')
_PAGE = Markup(
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#14202b;max-width:560px">'
    "{}</body></html>"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things told: `words` lead to `link`, `text` says more and may be empty."""

    words: str
    link: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Words already in the reader's language. `link` stands after the first paragraph, `words` are its label.

    `foot` says why the letter came and where that is changed (a sentence, the words of the link, the link);
    `stop_link` is what a mail program calls when its reader wants no more of them.
    """

    lang: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str | None = None
    words: str = ""
    items: tuple[Item, ...] = ()
    foot: tuple[str, str, str] | None = None
    stop_link: str | None = None

    @property
    def text(self) -> str:
        """The letter for every mail program."""
        first, *rest = self.paragraphs
        parts = [first, *([f"{self.words}:\n{self.link}"] if self.link else []), *rest]
        parts += ["\n".join(filter(None, (f"• {one.words}", one.text, one.link))) for one in self.items]
        parts += ["-- \n{}\n{}:\n{}".format(*self.foot)] if self.foot else []
        return "\n\n".join(parts) + "\n"

    @property
    def html(self) -> str:
        """The same letter with a button; what others wrote into it stays text."""
        first, *rest = (Markup("<p>{}</p>").format(_lines(paragraph)) for paragraph in self.paragraphs)
        parts = [first, *([_BUTTON.format(self.link, self.words)] if self.link else []), *rest]
        if self.items:
            items = (
                _ITEM.format(one.link, one.words, Markup("<br>{}").format(_lines(one.text)) if one.text else "")
                for one in self.items
            )
            parts.append(Markup('<ul style="padding-left:20px">{}</ul>').format(Markup("").join(items)))
        if self.foot:
            said, words, link = self.foot
            parts.append(_FOOT.format(said, link, words))
        return str(_PAGE.format(self.lang, self.subject, Markup("").join(parts)))


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))
