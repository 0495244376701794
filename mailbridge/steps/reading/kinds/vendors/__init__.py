"""Reports of mail systems in forms of their own: one vendor, one file; `order.py` names them."""
