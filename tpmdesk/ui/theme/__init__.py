"""How the window looks: tokens, and what is made from them."""
