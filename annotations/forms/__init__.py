"""What a person may type, field by field; the services decide what comes of it."""
