"""Bound the stages by columns: one host, its week, its visitors and its agenda are one column."""
