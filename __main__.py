"""`python -m privacyflow`: the same as the command `privacyflow`."""

from privacyflow.cli import main

if __name__ == "__main__":
    main()
