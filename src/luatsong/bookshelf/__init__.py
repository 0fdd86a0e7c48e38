"""Room `bookshelf`: books made of items and laws, and the reader."""
