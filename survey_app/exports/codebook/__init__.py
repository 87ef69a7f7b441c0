"""The codebook of a questionnaire: what every column of its answers means."""
