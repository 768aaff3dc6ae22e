"""How records are told to be one: a trained model, groups that respect what people say, and measures."""
