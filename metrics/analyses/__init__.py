"""What is asked of any metric: how far from a target, what changed, who is alike, what comes next."""
