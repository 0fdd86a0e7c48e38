"""Room `renditions`: the forms an item takes (sound, leaflet, poster, card, offline pack)."""
