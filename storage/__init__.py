"""The ground: where things are, files that are whole or not there, values in SQL, mendable errors."""
