"""Terms and names in a text: their forms, where they match, which become links, where they are used."""
