"""How the installation is joined to the world: addresses, the relay, and the first start."""
