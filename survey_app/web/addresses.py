"""What may stand in an address."""

from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """Take whole numbers that every database can hold; a longer one leads nowhere."""

    regex = r"\d{1,9}"
