"""One-to-one matching and assignment, the same for every order of input."""
