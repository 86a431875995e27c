"""How old somebody must be to read a text with ease, and which words make it hard.

The grade of Flesch and Kincaid counts words a sentence and syllables a word; five years more is an
age. It is a hint for whoever writes, of English alone, and knows nothing of what a text means.
"""

import re
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
SENTENCE = re.compile(r"[.!?;:\n]+")
VOWELS = re.compile(r"[aeiouy]+")
# Where two vowels are two sounds (radio, idea, quiet, playing), and where they are not (station).
TWO_SOUNDS = re.compile(
    r"(?<![tcsxgn])i[ao](?!u)|(?<=[ln])ia|n[iu]ou|(?<=r)iou|(?<=[ae]r)ea|(?<=d)ea$|(?<=cr)ea|eo(?!p)"
    r"|ie(?=t|nce|r$)|[aeiouy]ing|uou"
)
# An e that nobody hears: at the end, in -ed and -es, and before what is hung on to a word.
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzcgh])es$"
    r"|(?<=[^aeiouy])e(?=ly$|ment|ful|less|thing|one|where|body|times|work)"
)
LONG = 3  # syllables
ENOUGH = 6  # words: fewer say nothing
FIRST_GRADE, YOUNGEST, OLDEST = 5, 5, 18
TOO_LONG = 20  # words a sentence


@dataclass(frozen=True)
class Reading:
    age: int | None  # none where there are too few words to tell
    long_words: tuple[str, ...] = ()
    longest: int = 0  # words of the longest sentence

    @property
    def has_a_long_sentence(self) -> bool:
        return self.longest > TOO_LONG


def reading(text: str) -> Reading:
    """Return how hard a text is to read; its long words as they stand there, each once."""
    sentences = [found for part in SENTENCE.split(text) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(None)
    long = {word.casefold(): word for word in reversed(words) if syllables(word) >= LONG}
    named = tuple(
        word for word in dict.fromkeys(reversed(long.values())) if not _is_name(word, text)
    )
    longest = max(map(len, sentences))
    if len(words) < ENOUGH:
        return Reading(None, named, longest)
    each_sentence = len(words) / len(sentences)
    each_word = sum(map(syllables, words)) / len(words)
    grade = 0.39 * each_sentence + 11.8 * each_word - 15.59
    age = min(max(round(grade) + FIRST_GRADE, YOUNGEST), OLDEST)
    return Reading(age, named, longest)


def syllables(word: str) -> int:
    """Return how many syllables a word seems to have: nearly right for most."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    sounds = len(VOWELS.findall(letters))
    sounds += len(TWO_SOUNDS.findall(letters))
    return max(sounds - len(SILENT.findall(letters)), 1)


def _is_name(word: str, text: str) -> bool:
    """Tell whether a word has a capital within a sentence: a name is as long as it is."""
    return word[0].isupper() and bool(re.search(rf"[a-z,] {re.escape(word)}\b", text))
