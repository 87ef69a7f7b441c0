"""What things cost: ratios within one run, on this machine."""
