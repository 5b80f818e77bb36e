"""Prints the text of a document as an independent reader sees it, one paragraph a line: `readers.py docx|odt FILE`."""

import sys


def docx(path):
    import docx as python_docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    def blocks(parent):
        for block in parent.iter_inner_content():
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Table):
                seen = set()
                for row in block.rows:
                    for cell in row.cells:
                        # A cell that spans is listed once for each column.
                        if cell._tc not in seen:
                            seen.add(cell._tc)
                            yield from blocks(cell)

    document = python_docx.Document(path)
    yield from blocks(document)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from blocks(part)


def odt(path):
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, Note, P

    document = load(path)
    for kind in (H, P):
        for element in document.text.getElementsByType(kind):
            text = teletype.extractText(element)
            # The paragraphs of a note come by themselves too.
            for note in element.getElementsByType(Note):
                text = text.replace(teletype.extractText(note), " ", 1)
            yield text


for line in {"docx": docx, "odt": odt}[sys.argv[1]](sys.argv[2]):
    print(" ".join(line.split()))
