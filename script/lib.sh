# shellcheck shell=bash
# What the scripts share; read with `source`.

# One line about what happens now.
say() {
    printf '==> %s\n' "$*"
}

# Leave with a reason.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# build_in FOLDER MESON-OPTIONS...: configure if new or if the options are others, then build.
# Quiet, except about what fails.
build_in() {
    local folder=$1 how=setup log=$1.log
    shift
    if [ -f "$folder/build.ninja" ]; then
        how=configure
    fi
    mkdir -p "$(dirname "$folder")"
    if [ $how = setup ] || [ "$(cat "$folder/.options" 2>/dev/null)" != "$*" ]; then
        meson $how "$folder" "$@" >"$log" 2>&1 || {
            cat "$log"
            return 1
        }
        echo "$*" >"$folder/.options"
    fi
    ninja -C "$folder" >"$log" 2>&1 || {
        grep -v '^\[' "$log"
        return 1
    }
    rm -f "$log"
}
