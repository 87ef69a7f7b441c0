"""XLSForm's expression language: parsed once with positions, checked, evaluated on the server only."""
