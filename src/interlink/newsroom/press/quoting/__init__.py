"""How much of a report may be quoted, and the exceptions that a publisher stands for."""
