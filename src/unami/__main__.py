"""``python -m unami``."""

try:
    from unami.cli import main
except KeyboardInterrupt:  # while it is loaded
    raise SystemExit(130) from None

raise SystemExit(main())
