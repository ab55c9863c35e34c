"""How a group makes the site its own: name, logo, colours, accounts."""
