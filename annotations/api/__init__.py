"""What programs can do here: the deeds of the pages, at addresses of their own."""
