"""A programme in people's hands: steps by hand, the decisions they stand for, what they break and change."""
