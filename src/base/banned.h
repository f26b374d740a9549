/*
 * banned.h — calls that this project never makes.
 *
 * Included by base/base.h, hence by every file. Using one of these names is a
 * compile error whose text names the function. The reasons: no bound on the
 * target (str*, sprintf), no error on bad input (ato*, strtod), hidden global
 * state (strtok, localtime, gmtime, setlocale). `main.c` alone sets the locale
 * and defines BASE_ALLOW_SETLOCALE before its first include.
 */
#pragma once

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(name) banned_call_##name

#undef strcpy
#define strcpy BANNED(strcpy)
#undef strncpy
#define strncpy BANNED(strncpy)
#undef strcat
#define strcat BANNED(strcat)
#undef strncat
#define strncat BANNED(strncat)
#undef sprintf
#define sprintf BANNED(sprintf)
#undef vsprintf
#define vsprintf BANNED(vsprintf)
#undef strtok
#define strtok BANNED(strtok)
#undef atoi
#define atoi BANNED(atoi)
#undef atol
#define atol BANNED(atol)
#undef atof
#define atof BANNED(atof)
#undef strtod
#define strtod BANNED(strtod)
#undef gets
#define gets BANNED(gets)
#undef localtime
#define localtime BANNED(localtime)
#undef gmtime
#define gmtime BANNED(gmtime)
#undef ctime
#define ctime BANNED(ctime)
#undef asctime
#define asctime BANNED(asctime)
#ifndef BASE_ALLOW_SETLOCALE
#undef setlocale
#define setlocale BANNED(setlocale)
#endif
