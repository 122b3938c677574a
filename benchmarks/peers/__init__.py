"""Other software on the same table and question, each in an environment and a process of its own."""
