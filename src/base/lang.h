/*
 * lang.h — the languages the product speaks.
 */
#pragma once

enum lang { LANG_EN, LANG_ZH, LANG__MAX };
