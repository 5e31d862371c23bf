"""The pages: each finds its object by who asks, calls one service, renders page or part."""
