"""HTML brought to one form, so that only what matters to a reader or a style sheet is compared."""

from html.parser import HTMLParser

# Hooks of scripts, and which way what is typed runs.
UNUSED = ("data-module", "data-focus", "dir")
REFERENCES = ("id", "for", "aria-describedby")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []
        self.names: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = sorted((key, self._value(key, value)) for key, value in attrs if key not in UNUSED)
        self.said.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(tag)

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.said.append(f"“{words}”")

    def _value(self, key: str, value: str | None) -> str:
        value = value or ""
        if key == "class":
            return " ".join(sorted(value.split()))
        if key in REFERENCES:
            return " ".join(self._number(name) for name in value.split())
        return self._number(value[1:]) if value.startswith("#") else value

    def _number(self, name: str) -> str:
        """Ids are spelt otherwise; that they agree within the markup is what counts."""
        return str(self.names.setdefault(name, len(self.names)))


def normal(html: str) -> list[object]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.said
