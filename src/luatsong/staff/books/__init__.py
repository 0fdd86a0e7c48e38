"""The staff side of the bookshelf: making books, and publishing what others have made."""
