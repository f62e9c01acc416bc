// SPDX-License-Identifier: GPL-2.0-or-later
#include <httplib.h>
#include <xapian.h>  // violation

#include "funnel/searcher.h"
#include "indexer/publish/article_document.h"  // violation
#include "indexer/store/reader.h"  // violation
#include "searcher/query/response_json.h"
