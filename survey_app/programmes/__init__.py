"""What could be exchanged: rules, points, objectives, solver, checker, reasons. Pure."""
