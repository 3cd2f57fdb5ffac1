"""Every id that a finding can bear, and what it looks after, in an editor's words.

The settings know a check by its id, SARIF and JUnit explain it with this text.
"""

from __future__ import annotations

HELP: dict[str, str] = {
    "numbers": "Every number, date, amount and unit of the Norwegian is in the English, no other.",
    "names": "Every name of the Norwegian is in the English, in a form that English copy uses.",
    "negation": "What the Norwegian denies (ikke, aldri, uten), the English denies too.",
    "missing": "No paragraph, sentence or clause of the Norwegian is missing, none is said twice.",
    "length": "The English is there, and about as long as the Norwegian.",
    "loops": "The English does not repeat itself where the Norwegian does not.",
    "untranslated": "No Norwegian was left standing in the English.",
    "markup": "Links, addresses, placeholders and tags came through unharmed.",
    "quotes": "What is speech in the Norwegian is speech in the English; quote marks pair up.",
    "confidence": "The model was sure enough of its English.",
    "split": "The sentence was longer than the model can take, and was translated in parts.",
    "extra": "Every paragraph of the English has a Norwegian one.",
}
