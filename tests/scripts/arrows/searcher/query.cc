// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query.h"

#include <xapian.h>

#include "funnel/searcher.h"
#include "indexer/article_document.h"  // violation
#include "indexer/store/reader.h"
#include "indexer/text/words.h"
#include "server/web.h"  // violation
#include "tests/searcher/fixture.h"  // violation
