"""The public site as plain files, for any web server, object store or memory stick."""
