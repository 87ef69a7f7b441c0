"""How large an expression may be: refused by name beyond it, so that no file can slow the server."""

CHARACTERS = 2_000
DEPTH = 50  # parentheses, function calls and signs inside one another
PARTS = 500  # names, values, functions and operators together
PATTERN_CHARACTERS = 500
PATTERN_MEMORY = 1 << 17  # bytes of one compiled pattern; four times as much takes seconds to compile
PATTERN_STEPS = 2_500  # of all patterns in one expression; steps times characters is the time of a match
MATCHED_CHARACTERS = 4_000  # a longer answer matches no pattern
TEXT_CHARACTERS = 100_000  # concat() stops here
DIGITS = 34  # of a number, before and after the decimal point together
TEMPLATE_CHARACTERS = 20_000
FINDINGS = 20  # told at once
HINTED_WORDS = 4  # looked up for near names at once; each may cost 15 ms among hundreds of alike names
HINTED_AMONG = 500
HINTED_CHARACTERS = 64
