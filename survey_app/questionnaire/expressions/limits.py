"""How large an expression may be: refused by name beyond it, so that no file can slow the server."""

CHARACTERS = 2_000
DEPTH = 50  # parentheses, function calls and signs inside one another
PARTS = 500  # names, values, functions and operators together
PATTERN_CHARACTERS = 500
PATTERNS = 10  # regex() in one expression
PATTERN_MEMORY = 1 << 20  # bytes that a compiled pattern and its matching may take
MATCHED_CHARACTERS = 10_000  # a longer answer matches no pattern
TEXT_CHARACTERS = 100_000  # concat() stops here
DIGITS = 34  # of a number, before and after the decimal point together
TEMPLATE_CHARACTERS = 20_000
FINDINGS = 20  # told at once
HINTED_WORDS = 4  # looked up for near names at once; each may cost 15 ms among hundreds of alike names
HINTED_AMONG = 500
HINTED_CHARACTERS = 64
