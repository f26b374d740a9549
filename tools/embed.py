#!/usr/bin/env python3
"""embed - write a C file that holds the bytes of another file as a struct str.

Usage: tools/embed.py NAME INPUT OUTPUT

The output defines `const struct str NAME`; a header must declare it.
"""

import os
import sys

PER_LINE = 20


def c_text(name, source, data):
    """The C file."""
    lines = [", ".join(str(b) for b in data[i:i + PER_LINE]) for i in range(0, len(data), PER_LINE)]
    return (f"/* The bytes of {source}; made by tools/embed.py. */\n"
            '#include "base/str.h"\n\n'
            f"extern const struct str {name};\n\n"
            "static const unsigned char bytes[] = {\n    " + ",\n    ".join(lines) + ",\n};\n\n"
            f"const struct str {name} = {{(const char *)bytes, sizeof(bytes)}};\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[2], "rb") as f:
        content = f.read()
    with open(sys.argv[3], "w", encoding="ascii") as f:
        f.write(c_text(sys.argv[1], os.path.basename(sys.argv[2]), content))
