"""Answers of a generative model: JSON that quotes the article instead of counting characters, and how it is scored."""
