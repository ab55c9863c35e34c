"""Pictures that other services show beside a link to a page of the site."""
