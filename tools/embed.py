#!/usr/bin/env python3
"""embed - write a C file that holds the bytes of other files.

Usage: tools/embed.py NAME INPUT OUTPUT
       tools/embed.py --folders NAME HEADER OUTPUT DEPFILE ROOT INPUT...

The first defines `const struct str NAME`; a header must declare it. The second takes files, and
folders with all that lies in them; HEADER declares `struct embedded_file { struct str path, bytes; }`,
`const struct embedded_file NAME[]`, by path below ROOT, and `const size_t NAME_N`.
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


def files_in(inputs):
    """The files, and all that lie in the folders; and the folders, which tell of new files."""
    files, folders = [], []
    for path in inputs:
        if os.path.isfile(path):
            files.append(path)
        for folder, _, names in os.walk(path):
            folders.append(folder)
            files.extend(os.path.join(folder, name) for name in names)
    return sorted(files), folders


def c_table(name, header, root, files):
    """The C file of a table of files."""
    lines, rows = [], []
    for i, path in enumerate(files):
        with open(path, "rb") as file:
            data = file.read()
        lines.append(f"static const unsigned char file_{i}[] = {{{','.join(map(str, data))}}};\n")
        shown = os.path.relpath(path, root).replace(os.sep, "/")
        rows.append(f'    {{{{"{shown}", {len(shown)}}}, {{(const char *)file_{i}, sizeof(file_{i})}}}},\n')
    return (f'/* Files of the tree; made by tools/embed.py. */\n#include "{header}"\n\n' + "".join(lines)
            + f"\nconst struct embedded_file {name}[] = {{\n" + "".join(rows) + "};\n\n"
            + f"const size_t {name}_N = {len(files)};\n")


def embed_folders(name, header, output, depfile, root, *inputs):
    files, folders = files_in(inputs)
    with open(output, "w", encoding="ascii") as file:
        file.write(c_table(name, header, root, files))
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(f"{output}: {' '.join(files + folders)}\n")


if __name__ == "__main__":
    if len(sys.argv) > 7 and sys.argv[1] == "--folders":
        embed_folders(*sys.argv[2:])
        sys.exit(0)
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with open(sys.argv[2], "rb") as f:
        content = f.read()
    with open(sys.argv[3], "w", encoding="ascii") as f:
        f.write(c_text(sys.argv[1], os.path.basename(sys.argv[2]), content))
