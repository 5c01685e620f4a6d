#!/usr/bin/env python3
from hoiam.management.cli import main

if __name__ == "__main__":
    main()
