"""The ledger of deliveries: each mail handed over once, and noted before and after."""
