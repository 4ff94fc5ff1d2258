"""A letter as plain text and as simple HTML: a few paragraphs and at most one link."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Letter:
    """Words already in the reader's language. `link` stands after the first paragraph, `words` are its label."""

    lang: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str | None = None
    words: str = ""

    @property
    def text(self) -> str:
        """The letter for every mail program."""
        first, *rest = self.paragraphs
        parts = [first, *([f"{self.words}:\n{self.link}"] if self.link else []), *rest]
        return "\n\n".join(parts) + "\n"

    @property
    def html(self) -> str:
        """The same letter with a button; what others wrote into it stays text."""
        first, *rest = (Markup("<p>{}</p>").format(paragraph) for paragraph in self.paragraphs)
        button = Markup(
            '<p><a href="{0}" style="display:inline-block;padding:12px 20px;background:#0a6377;color:#ffffff;'
            'border-radius:8px;text-decoration:none">{1}</a></p><p style="color:#4a5967;font-size:13px">{0}</p>'
        ).format(self.link, self.words)
        body = Markup("").join([first, *([button] if self.link else []), *rest])
        return str(
            Markup(
                '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
                '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#14202b;max-width:560px">'
                "{}</body></html>"
            ).format(self.lang, self.subject, body)
        )
