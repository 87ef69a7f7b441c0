# The operator's sheet. Read as a file, never imported.
