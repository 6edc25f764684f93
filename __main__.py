"""``python -m mailweave`` is the command ``mailweave``."""

from .cli import main

if __name__ == "__main__":
    main()
