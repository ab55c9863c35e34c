"""From a report to a draft in one step: what is found on its page, what is filled in, what is there already."""
