"""Settings for each plane."""
