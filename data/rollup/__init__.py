"""From the register, one row a worker and month, to the monthly tables an office sends: counted once, on any engine."""
