/*
 * text_stream.h — a text file as UTF-8, piece by piece.
 *
 * The charset is told once, from the whole file: a byte order mark; else UTF-8 where it is
 * that, or nearly; else GB18030 (and so GBK and GB2312). What does not convert is an error
 * at its place: a record with a mended name is worse than one that is refused.
 */
#pragma once

#include <iconv.h>

#include "source/file/input.h"

enum { TEXT_STREAM_WINDOW = 64 * 1024 };

/* Not to be copied while open. */
struct text_stream {
    const struct input *in;
    const char *charset; /* "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
    uint64_t at;         /* of the file: what was read into raw */
    bool converts;
    iconv_t cd;
    size_t raw_at, raw_n; /* what was not converted yet */
    char raw[TEXT_STREAM_WINDOW];
};

/*
 * Tell the charset and begin; close it also after a failure. `in` must outlive it.
 * errors  ERR_SHEET_FORMAT (no text), ERR_FILE_READ
 */
ERR_CHECKED enum err_code text_stream_open(struct text_stream *ts, const struct input *in,
                                           struct err *e);
void text_stream_close(struct text_stream *ts);

/*
 * Up to n (at least 4) more bytes into `to`; 0 at the end. UTF-8 is handed on unchecked, for
 * only the caller knows the places.
 *
 * errors  ERR_TEXT_ENCODING  after all that could be converted was handed out; ERR_FILE_READ
 */
ERR_CHECKED enum err_code text_stream_read(struct text_stream *ts, char *to, size_t n,
                                           size_t *ret_n, struct err *e);
