/*
 * part_name.h — how the parts of a package name each other (OPC).
 */
#pragma once

#include "base/str.h"

/* "word/" of "word/document.xml"; empty for a part at the top. */
struct str part_folder(struct str part);

/* The part a target names, seen from `folder`: "/" begins at the top, ".." goes up. */
struct str part_resolve(struct arena *a, struct str folder, struct str target);

/* The part that holds the relationships of `part`; of the package itself if it is empty. */
struct str part_relations(struct arena *a, struct str part);

/*
 * Whether a relationship's type is the one that ends so ("/styles"), in the Transitional or
 * the Strict vocabulary.
 */
bool part_type_is(struct str type, struct str kind);
