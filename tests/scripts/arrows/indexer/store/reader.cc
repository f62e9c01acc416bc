// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/reader.h"

#include <xapian.h>

#include "funnel/contract.h"
#include "indexer/publish/markdown.h"  // violation
#include "indexer/text/words.h"  // violation
  #  include "searcher/query/query.h"  // violation
#include <server/site/web.h>  // violation
