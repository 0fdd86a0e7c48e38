"""The staff's pages of sound: recordings by people, and the machine's files of an item."""
