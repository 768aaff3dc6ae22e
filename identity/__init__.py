"""How records are told to be one: a trained model of names and places, groups that respect people, and measures."""
