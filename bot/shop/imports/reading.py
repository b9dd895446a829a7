"""A file as a table of a known format: by what is in it, never by its name."""

from bot.shop.imports.delimited import records_of, separator_of
from bot.shop.imports.encoding import text_of
from bot.shop.imports.recognise import UNQUOTED, Format, likeliest, recognise
from bot.shop.imports.table import Table
from bot.shop.imports.woocommerce_rest import as_table, is_json
from bot.shop.imports.workbook import is_workbook, read_workbook

TAB = "\t"


def read_table(content: bytes) -> tuple[Format, Table, str]:
    """The format of a file, its rows, and the name of its encoding.

    Raises UnreadableError for a file of which nothing can be taken.
    """
    if is_workbook(content):
        records, kind = read_workbook(content)
        return *recognise(records, line_breaks_count=False), kind
    text, encoding = text_of(content)
    if is_json(text):
        return Format.WOOCOMMERCE_REST, as_table(text), encoding
    separator = separator_of(text)
    quoted = separator != TAB or likeliest(records_of(text, separator, quoted=False)) not in UNQUOTED
    return *recognise(records_of(text, separator, quoted=quoted)), encoding
