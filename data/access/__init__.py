"""Who may do what: the people an office names, their roles and regions, and the rules that hold for them."""
