"""Measures the product against a floor app that does the same work in the same run."""
