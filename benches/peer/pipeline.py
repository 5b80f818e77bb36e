#!/usr/bin/env python3
"""Reports of written consultations to CSV, as an analyst would write it in an afternoon.

Reads .txt, .docx, .html and .xml files of a folder with the standard library and python-docx, splits them into factions, questions
and answers with regular expressions, marks answers that refer to other answers, and writes two tables. It does far less than
overleg (no checks, no resolving, no dates); its time is what a plain script costs on the same files.

    python3 pipeline.py INPUT_FOLDER OUTPUT_FOLDER
"""

import csv
import hashlib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

try:
    import docx
except ImportError:
    docx = None

FACTION = re.compile(r"(?i)^(?:vragen|inbreng|opmerkingen).{0,60}?(?:van|vanuit)\s+(?:de\s+)?(?:leden\s+van\s+de\s+)?(\S+?)-?\s?fractie\b|^(?:de\s+)?(\S{2,30})-fractie$")
QUESTION = re.compile(r"(?i)^(?:vraag|vragen)\s*(\d+)?\s*[.:]?$")
ANSWER = re.compile(r"(?i)^(?:antwoord(?:en)?|reactie)(?:\s+(?:op|van|bij)\b.{0,80})?\s*(\d+)?\s*[.:]?$")
NUMBER = re.compile(r"^(\d{1,3})[.)]?\s+(?=\S)")
ASKS = re.compile(r"(?i)\?|\b(?:vragen|vraagt|verzoeken|verzoekt|vernemen|verneemt)\b.{0,80}?\b(?:of|naar|om|hoe|wat|waarom|welke|graag)\b")
SPEAKER = re.compile(r"(?i)\bleden\s+van\s+de\s+(\S+?)-?\s?fractie\b")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z‘“])")
REFERS = re.compile(r"(?i)\b(?:zie|verwijs|verwezen|verwijst|zoals)\b.{0,80}?\b(?:antwoord|beantwoording|vraag|vragen|hierboven|hieronder)\b")
TARGET = re.compile(r"(?i)\bvra(?:ag|gen)\s+(\d+(?:\s*(?:,|en|t/m)\s*\d+)*)")
STATUS = [
    ("declined", re.compile(r"(?i)\b(?:kan|kunnen|ga|gaat|doe|doet)\b.{0,60}?\b(?:niet|geen)\b.{0,40}?\b(?:uitspraken|mededelingen|ingaan|reageren)\b")),
    ("no_information", re.compile(r"(?i)\b(?:niet|onvoldoende)\s+(?:bekend|beschikbaar|bijgehouden|geregistreerd)\b|\bgeen\s+(?:cijfers|gegevens|informatie|inzicht)\b")),
    ("deferred", re.compile(r"(?i)\b(?:zal|zullen|wordt|worden|informeer|informeren)\b.{0,80}?\b(?:kamer|u)\b.{0,60}?\b(?:geïnformeerd|informeren|gezonden|toegestuurd)\b")),
    ("refers_elsewhere", re.compile(r"(?i)\b(?:zie|verwijs|verwezen)\b.{0,80}?\b(?:brief|kamerstuk|bijlage|rapport|website)\b")),
    ("acknowledged", re.compile(r"(?i)\bkennis\s?genomen\b")),
]
SPACE = re.compile(r"\s+")
FURNITURE = re.compile(r"(?i)^(?:Tweede Kamer, vergaderjaar .*|kst-?\S+|ISSN .*|\d{1,4}|pagina \d+.*)$")


class Paragraphs(HTMLParser):
    BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "div", "al", "titel", "tr", "dt", "dd"}
    SKIPPED = {"script", "style", "nav", "head"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.current, self.skipping = [], [], 0

    def flush(self):
        text = SPACE.sub(" ", "".join(self.current)).strip()
        if text:
            self.out.append(text)
        self.current = []

    def handle_starttag(self, tag, attrs):
        if tag in self.SKIPPED:
            self.skipping += 1
        if tag in self.BLOCKS:
            self.flush()

    def handle_endtag(self, tag):
        if tag in self.SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        if tag in self.BLOCKS:
            self.flush()

    def handle_data(self, data):
        if not self.skipping:
            self.current.append(data)


def paragraphs(path):
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return [SPACE.sub(" ", p.text).strip() for p in docx.Document(str(path)).paragraphs if p.text.strip()]
    text = path.read_bytes().decode("utf-8", errors="replace")
    if suffix in (".html", ".htm", ".xml"):
        parser = Paragraphs()
        parser.feed(text)
        parser.flush()
        return parser.out
    return [SPACE.sub(" ", line).strip() for line in text.splitlines() if line.strip()]


def records(lines):
    faction, number, question, answer, answering, out = "", "", [], [], False, []

    def close():
        nonlocal question, answer, answering, number
        if question or answer:
            out.append((faction, number, "\n".join(question), "\n".join(answer)))
        question, answer, answering, number = [], [], False, ""

    for line in lines:
        if FURNITURE.match(line):
            continue
        found = FACTION.match(line)
        if found:
            close()
            faction = found.group(1) or found.group(2)
            continue
        found = QUESTION.match(line)
        if found:
            close()
            number = found.group(1) or ""
            continue
        if ANSWER.match(line):
            answering = True
            continue
        if answering and ASKS.search(line) and (NUMBER.match(line) or SPEAKER.search(line)):
            close()
        found = SPEAKER.search(line)
        if found and not answering:
            faction = found.group(1)
        if answering:
            answer.append(line)
        else:
            found = NUMBER.match(line)
            if found:
                close()
                number = found.group(1)
            question.append(line)
    close()
    return out


def status(answer):
    if not answer:
        return "missing", []
    targets, labels, content = [], [], False
    for sentence in SENTENCE.split(answer):
        if REFERS.search(sentence):
            found = TARGET.search(sentence)
            targets.append(found.group(1) if found else "")
            labels.append("refers_back")
            continue
        for name, pattern in STATUS:
            if pattern.search(sentence):
                labels.append(name)
                break
        else:
            content = True
    return ("answered" if content or not labels else labels[0]), targets


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    with (target / "questions.csv").open("w", newline="", encoding="utf-8-sig") as q, (target / "references.csv").open("w", newline="", encoding="utf-8-sig") as r:
        questions, references = csv.writer(q), csv.writer(r)
        questions.writerow(["document", "id", "faction", "number", "question", "asks", "answer", "status"])
        references.writerow(["document", "id", "target"])
        for path in sorted(p for p in source.rglob("*") if p.is_file()):
            if path.suffix.lower() == ".docx" and docx is None or path.suffix.lower() not in (".txt", ".docx", ".html", ".htm", ".xml"):
                continue
            for faction, number, question, answer in records(paragraphs(path)):
                key = hashlib.sha256("".join(c for c in question.lower() if c.isalnum()).encode()).hexdigest()[:8]
                asks = sum(1 for s in SENTENCE.split(question) if ASKS.search(s))
                judged, targets = status(answer)
                questions.writerow([path.name, key, faction, number, question, asks, answer, judged])
                for place in targets:
                    references.writerow([path.name, key, place])


if __name__ == "__main__":
    main()
