"""Where things enter: translate, call one service, translate back."""
