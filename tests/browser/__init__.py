"""What only a real browser shows: pages drawn, filters, links, the console, what leaves the machine."""
