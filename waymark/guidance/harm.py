"""Which words speak of harm: as children write them (`guidance/sheets/harm.toml`), and as a paper
says that somebody was harmed (`guidance/words/harmed.toml`)."""

import re
import tomllib
from functools import cache

from waymark.guidance import speaking
from waymark.guidance.folder import guidance_folder
from waymark.rules.carries import carries

HARMLESS = " . "  # no words of harm run across it


@carries("EP-272")
def speaks_of_harm(text: str) -> bool:
    """Tell whether somebody must read this at once, in whichever language it is written."""
    harm, harmless = _listed()
    return harm.search(harmless.sub(HARMLESS, speaking.plain(text))) is not None


@carries("CM-409")
def says_harmed(sentence: str) -> bool:
    """Tell whether nobody may be named in this sentence, or they are named as harmed."""
    return _of_harmed().search(speaking.plain(sentence)) is not None


@cache
def _of_harmed() -> re.Pattern[str]:
    path = guidance_folder() / "words" / "harmed.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return speaking.pattern(told["en"], welsh=told["cy"])


@cache
def _listed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    path = guidance_folder() / "sheets" / "harm.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    as_written = (*told["en"], *told["cy_as_written"])
    return speaking.pattern(as_written, welsh=told["cy"]), speaking.pattern(told["harmless"])
