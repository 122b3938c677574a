"""Speed, memory and growth, as ratios measured in one run; nothing here is a test, and no test waits for it."""
