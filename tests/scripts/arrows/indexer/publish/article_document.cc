// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>

#include "funnel/article.h"
#include "indexer/store/reader.h"
#include "indexer/text/words.h"
#include "searcher/query/query.h"  // violation
#include "server/site/web.h"  // violation
