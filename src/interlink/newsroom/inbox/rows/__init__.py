"""What the inbox shows many times on a page, as HTML.

A template that loops over reports and the names in them costs several times what they do. All that comes from outside
passes `escape`, each time where it is written.
"""
