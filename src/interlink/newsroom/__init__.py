"""The newsroom plane: from sources to a published, archived and mailed week."""
