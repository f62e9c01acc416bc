// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/words.h"

#include <unicode/brkiter.h>
#include <xapian.h>  // violation
#include <xapian/unicode.h>  // violation

#include "funnel/analyzer.h"
#include "indexer/publish/article_document.h"  // violation
#include "indexer/store/reader.h"  // violation
#include "searcher/query/query.h"  // violation
#include "words.h"  // violation
