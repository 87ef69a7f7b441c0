"""What else could be: changes of one figure, remedies, what-ifs, scenarios, alternatives, re-planning."""
