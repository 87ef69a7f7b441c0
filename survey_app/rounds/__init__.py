"""Who takes part: rounds, cities, invitations, deadlines. Pure."""
