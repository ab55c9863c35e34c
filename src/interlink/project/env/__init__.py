"""The desk's settings, typed: interlink.toml, overridden by environment variables.

A variable is the setting's path in capitals after INTERLINK_, parts joined by two
underscores: `INTERLINK_SITE__ADDRESS` is `address` in `[site]`.
"""
