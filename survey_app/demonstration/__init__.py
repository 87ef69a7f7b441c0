"""Rounds as files: a round with its cities and their answers, ready to be shown. Pure."""
