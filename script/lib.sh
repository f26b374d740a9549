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

# build_in FOLDER TARGETS... [-- MESON OPTIONS...]: configure once, then build.
build_in() {
    local folder=$1
    shift
    if [ -f "$folder/build.ninja" ]; then
        meson configure "$folder" "$@" >/dev/null
    else
        meson setup "$folder" "$@" >"$folder.log" 2>&1 || {
            cat "$folder.log"
            die "meson setup $folder failed"
        }
        rm -f "$folder.log"
    fi
    ninja -C "$folder" --quiet
}
