"""A fictional little press on loopback: seven outlets in six languages, with the awkward things of life.

The product's demo and its tests both read it over real HTTP. Nothing here imports the product, and nothing
in it resembles real people, groups, places or events.
"""
