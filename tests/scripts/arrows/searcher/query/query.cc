// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query.h"

#include <xapian.h>

#include "funnel/searcher.h"
#include "indexer/publish/article_document.h"  // violation
#include "indexer/store/reader.h"
#include "indexer/text/words.h"
#include "server/site/web.h"  // violation
#include "tests/searcher/fixture.h"  // violation
