"""What each number means: one file a metric, one place that divides, and what is asked of any metric."""
