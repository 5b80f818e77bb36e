"""Prints how many seconds of the processor an independent reader needs for the text of all files, the fastest of a few rounds, without the start
of Python: `readers.py docx|odt|html|xml ROUNDS FILE…`."""

import sys
import time


def docx(path):
    import docx as python_docx

    document = python_docx.Document(path)
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        parts.extend(cell.text for row in table.rows for cell in row.cells)
    return parts


def odt(path):
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    document = load(path)
    return [teletype.extractText(element) for kind in (H, P) for element in document.text.getElementsByType(kind)]


def html(path):
    from html.parser import HTMLParser

    class Text(HTMLParser):
        def __init__(self):
            super().__init__()
            self.parts = []

        def handle_data(self, data):
            self.parts.append(data)

    parser = Text()
    with open(path, encoding="utf-8", errors="replace") as file:
        parser.feed(file.read())
    return parser.parts


def xml(path):
    from xml.etree import ElementTree

    return list(ElementTree.parse(path).getroot().itertext())


read = {"docx": docx, "odt": odt, "html": html, "xml": xml}[sys.argv[1]]
files = sys.argv[3:]
read(files[0])
best = float("inf")
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    assert all(read(path) for path in files)
    best = min(best, time.process_time() - start)
print(best)
