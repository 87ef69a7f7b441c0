"""The pages of a city's staff: opened by a personal link, without an account."""
