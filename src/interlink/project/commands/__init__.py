"""The commands of the interlink program, one module each."""
